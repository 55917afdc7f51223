package io.segwright.rotator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifierTest {
    @TempDir Path directory;
    private Desk desk;
    private List<String> lines;

    @BeforeEach
    void writeASmallLog() throws Exception {
        desk = Desk.in(directory).with(4);
        lines = desk.lines();
        assertThat(lines)
                .hasSize(8); // genesis, checkpoint, 3 events, checkpoint, event, checkpoint
    }

    @Test
    void everyChangedByteIsFoundByTheChainAlone() throws Exception {
        byte[] good = Files.readAllBytes(desk.paths().log());
        assertThat(chainOnly()).isInstanceOf(AuditVerdict.Intact.class);
        for (int mask : new int[] {0x01, 0x20}) { // the next letter, the other case
            for (int at = 0; at < good.length; at++) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) mask;
                Files.write(desk.paths().log(), bad);
                if (!(chainOnly()
                        instanceof
                        AuditVerdict.Broken(var tally, long line, var _, var _, var _, var _))) {
                    throw new AssertionError("byte " + at + " xor " + mask + " went unnoticed");
                }
                assertThat(line).as("byte %d", at).isEqualTo(lineOf(good, at));
                assertThat(tally.records()).isEqualTo(line - 1);
            }
        }
    }

    @Test
    void everyChangedByteOfTheAnchorIsFoundButForItsLastLineFeed() throws Exception {
        Path anchor = desk.paths().anchor().orElseThrow();
        byte[] good = Files.readAllBytes(anchor);
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 0x01;
            Files.write(anchor, bad);
            AuditVerdict verdict =
                    AuditVerifier.verify(desk.paths().log(), Optional.of(anchor), Optional.empty());
            if (at
                    == good.length
                            - 1) { // a torn end was never acknowledged: it confirms one checkpoint
                // less
                assertThat(verdict.tally().anchored()).isEqualTo(2);
            } else {
                assertThat(verdict).as("byte %d", at).isInstanceOf(AuditVerdict.Broken.class);
            }
        }
    }

    @Test
    void everyDroppedLineIsFound() throws Exception {
        for (int drop = 0; drop < lines.size() - 1; drop++) {
            List<String> fewer = new ArrayList<>(lines);
            fewer.remove(drop);
            desk.rewrite(fewer);
            AuditVerdict.Broken broken = broken(chainOnly());
            assertThat(broken.fault()).isEqualTo(AuditFault.DROPPED);
            assertThat(broken.line()).isEqualTo(drop + 1);
            assertThat(broken.wanted()).isEqualTo("record " + (drop + 1));
            assertThat(broken.got()).isEqualTo("record " + (drop + 2));
        }
    }

    @Test
    void everyRepeatedLineAndEverySwappedPairIsFound() throws Exception {
        for (int at = 0; at < lines.size(); at++) {
            List<String> more = new ArrayList<>(lines);
            more.add(at, lines.get(at));
            desk.rewrite(more);
            assertThat(broken(chainOnly()).fault()).isEqualTo(AuditFault.REPEATED);
            assertThat(broken(chainOnly()).line()).isEqualTo(at + 2);
            for (int other = at + 1; other < lines.size(); other++) {
                List<String> swapped = new ArrayList<>(lines);
                swapped.set(at, lines.get(other));
                swapped.set(other, lines.get(at));
                desk.rewrite(swapped);
                assertThat(broken(chainOnly()).fault()).isEqualTo(AuditFault.DROPPED);
                assertThat(broken(chainOnly()).line()).isEqualTo(at + 1);
            }
        }
    }

    @Test
    void aTailCutCleanlyNeedsTheAnchorOrAKnownHead() throws Exception {
        String head = desk.verify().tally().head();
        desk.rewrite(lines.subList(0, 7));
        assertThat(chainOnly()).isInstanceOf(AuditVerdict.Intact.class);
        assertThat(broken(desk.verify()).fault()).isEqualTo(AuditFault.TRUNCATED);
        assertThat(broken(desk.verify()).wanted()).startsWith("record 8 with hash " + head);
        AuditVerdict byHead =
                AuditVerifier.verify(
                        desk.paths().log(), Optional.empty(), Optional.empty(), Optional.of(head));
        assertThat(broken(byHead).fault()).isEqualTo(AuditFault.TRUNCATED);
    }

    @Test
    void everyTruncationIsFoundWithTheAnchor() throws Exception {
        byte[] good = Files.readAllBytes(desk.paths().log());
        for (int length = 0; length < good.length; length += length < 16 ? 1 : 13) {
            Files.write(desk.paths().log(), Arrays.copyOf(good, length));
            assertThat(desk.verify())
                    .as("cut to %d bytes", length)
                    .isInstanceOf(AuditVerdict.Broken.class);
        }
    }

    @Test
    void aHistoryRewrittenWithoutTheKeyFailsAtTheNextCheckpoint() throws Exception {
        List<String> forged = rewrittenFrom(3);
        desk.rewrite(forged);
        assertThat(chainOnly())
                .as("hashes alone cannot tell")
                .isInstanceOf(AuditVerdict.Intact.class);
        AuditVerdict.Broken bySignature =
                broken(
                        AuditVerifier.verify(
                                desk.paths().log(), Optional.empty(), Optional.of(desk.key())));
        assertThat(bySignature.fault()).isEqualTo(AuditFault.FORGED_CHECKPOINT);
        assertThat(bySignature.line()).isEqualTo(6);
        AuditVerdict.Broken byAnchor =
                broken(
                        AuditVerifier.verify(
                                desk.paths().log(), desk.paths().anchor(), Optional.empty()));
        assertThat(byAnchor.fault()).isEqualTo(AuditFault.ANCHOR_MISMATCH);
        assertThat(byAnchor.line()).isEqualTo(6);
    }

    @Test
    void leavingCheckpointsOutIsFound() throws Exception {
        List<String> forged = new ArrayList<>(lines.subList(0, 1));
        for (String line : lines) {
            if (line.contains("\"kind\":\"event\"")) {
                forged.add(follow(forged.getLast(), line));
            }
        }
        desk.rewrite(forged);
        assertThat(broken(chainOnly()).fault()).isEqualTo(AuditFault.MISSING_CHECKPOINT);
        assertThat(broken(chainOnly()).line()).isEqualTo(2);
    }

    @Test
    void anotherKeysLogIsToldApart() throws Exception {
        Desk other = Desk.in(Files.createDirectory(directory.resolve("second"))).with(1);
        AuditVerdict verdict =
                AuditVerifier.verify(
                        desk.paths().log(), Optional.empty(), Optional.of(other.key()));
        assertThat(broken(verdict).fault()).isEqualTo(AuditFault.WRONG_KEY);
        AuditVerdict swapped =
                AuditVerifier.verify(other.paths().log(), desk.paths().anchor(), Optional.empty());
        assertThat(broken(swapped).fault()).isEqualTo(AuditFault.ANCHOR_MISMATCH);
    }

    @Test
    void anEndlessLineIsRefusedInBoundedMemory() throws Exception {
        Files.writeString(desk.paths().log(), "x".repeat(1 << 22), StandardOpenOption.APPEND);
        assertThat(broken(chainOnly()).fault()).isEqualTo(AuditFault.TOO_LONG);
        assertThat(broken(chainOnly()).message())
                .isEqualTo(
                        "log line 9: the line is longer than any record: "
                                + "got more without a line feed, want <= 65536 bytes");
        Files.writeString(desk.paths().log(), "");
        assertThat(broken(chainOnly()).fault()).isEqualTo(AuditFault.EMPTY);
    }

    /// The oracle: hashes by their definition, signatures by the JDK's Ed25519, no code shared with the verifier.
    @Test
    void anotherImplementationFindsTheSameChainAndTheSameSignatures() throws Exception {
        byte[] raw =
                Base64.getDecoder()
                        .decode(Files.readString(desk.paths().publicKey()).split(" ", -1)[1]);
        byte[] der =
                new byte[12 + raw.length]; // RFC 8410 sec. 4: SubjectPublicKeyInfo of id-Ed25519
        System.arraycopy(HexFormat.of().parseHex("302a300506032b6570032100"), 0, der, 0, 12);
        System.arraycopy(raw, 0, der, 12, raw.length);
        PublicKey key =
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        byte[] head = new byte[32];
        int signatures = 0;
        for (String line : lines) {
            int hash = line.lastIndexOf(",\"hash\":\"");
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(head);
            digest.update(line.substring(0, hash).getBytes(StandardCharsets.US_ASCII));
            head = digest.digest();
            assertThat(line.substring(hash))
                    .isEqualTo(",\"hash\":\"" + HexFormat.of().formatHex(head) + "\"}");
            int signature = line.indexOf(",\"sig\":\"");
            if (signature > 0) {
                Signature verifier = Signature.getInstance("Ed25519");
                verifier.initVerify(key);
                verifier.update(
                        ("segwright-audit-checkpoint-1\n" + line.substring(0, signature))
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(
                                verifier.verify(
                                        Base64.getDecoder()
                                                .decode(line.substring(signature + 8, hash - 1))))
                        .isTrue();
                signatures++;
            }
        }
        assertThat(signatures).isEqualTo(3);
        assertThat(desk.verify().tally().head()).isEqualTo(HexFormat.of().formatHex(head));
    }

    /// The log with event `record` changed and every hash after it made to fit.
    private List<String> rewrittenFrom(int record) {
        List<String> forged = new ArrayList<>(lines.subList(0, record - 1));
        String changed = lines.get(record - 1).replaceFirst("\"body\":\"....", "\"body\":\"AAAA");
        forged.add(follow(forged.getLast(), changed));
        for (String line : lines.subList(record, lines.size())) {
            forged.add(follow(forged.getLast(), line));
        }
        return forged;
    }

    private static String follow(String before, String line) {
        StoredRecord last = StoredRecord.parse(before).orElseThrow();
        String unhashed =
                line.replaceFirst("\"seq\":[0-9]+", "\"seq\":" + (last.sequence() + 1))
                        .replaceFirst("\"prev\":\"[0-9a-f]+", "\"prev\":\"" + last.hash());
        return StoredRecord.seal(
                        unhashed.substring(0, unhashed.lastIndexOf(",\"hash\"")), last.hash())
                .text();
    }

    private AuditVerdict chainOnly() throws IOException {
        return AuditVerifier.verify(desk.paths().log(), Optional.empty(), Optional.empty());
    }

    private static AuditVerdict.Broken broken(AuditVerdict verdict) {
        assertThat(verdict).isInstanceOf(AuditVerdict.Broken.class);
        return (AuditVerdict.Broken) verdict;
    }

    private static long lineOf(byte[] text, int at) {
        long line = 1;
        for (int i = 0; i < at; i++) {
            line += text[i] == '\n' ? 1 : 0;
        }
        return line;
    }
}
