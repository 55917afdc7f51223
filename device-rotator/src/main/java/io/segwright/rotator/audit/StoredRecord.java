package io.segwright.rotator.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of the log, taken apart. Only the exact form that we write is a record: no second spelling exists, so
/// no byte can change unnoticed.
///
/// @param text the whole line without its line feed
record StoredRecord(
        long sequence, Instant at, Content content, String previous, String hash, String text) {
    /// Longest line, without its line feed: bounds the memory of every reader.
    static final int LINE_BYTES_MAX = 65_536;

    static final String FIRST_PREVIOUS = "0".repeat(64);

    private static final String DIGEST = "([0-9a-f]{64})";
    private static final String START =
            "\\{\"seq\":([1-9][0-9]{0,17}),\"at\":\"([0-9TZ:.-]{20,30})\",\"kind\":";
    private static final String PREVIOUS = ",\"prev\":\"" + DIGEST + "\"";
    private static final String END = ",\"hash\":\"" + DIGEST + "\"}";
    private static final Pattern EVENT =
            Pattern.compile(
                    START
                            + "\"event\""
                            + PREVIOUS
                            + ",\"body\":\"([A-Za-z0-9+/]{38,65000}={0,2})\""
                            + END);
    private static final Pattern CHECKPOINT =
            Pattern.compile(
                    START
                            + "\"checkpoint\",\"chain\":\"([0-9a-f]{32})\",\"key\":\"([0-9a-f]{16})\""
                            + PREVIOUS
                            + ",\"sig\":\"([A-Za-z0-9+/]{86}==)\""
                            + END);
    private static final Pattern GENESIS =
            Pattern.compile(
                    START
                            + "\"genesis\",\"chain\":\"([0-9a-f]{32})\",\"every\":([1-9][0-9]{0,3}),\"key\":\"([0-9a-f]{16})\""
                            + PREVIOUS
                            + END);

    /// What kinds of record there are.
    sealed interface Content {
        /// The first record: names the chain, its checkpoint interval and its signing key's fingerprint.
        record Genesis(String chain, int every, String key) implements Content {}

        /// An encrypted event, Base64 of nonce, ciphertext and tag.
        record Event(String body) implements Content {}

        /// A signature over the head, Base64.
        record Checkpoint(String chain, String key, String signature) implements Content {}
    }

    /// A record being written: its bytes up to and with `prev`.
    static String start(long sequence, Instant at, String kindFields, String previous) {
        return "{\"seq\":"
                + sequence
                + ",\"at\":\""
                + at
                + "\",\"kind\":"
                + kindFields
                + ",\"prev\":\""
                + previous
                + "\"";
    }

    static String genesisFields(String chain, int every, String key) {
        return "\"genesis\",\"chain\":\"%s\",\"every\":%d,\"key\":\"%s\""
                .formatted(chain, every, key);
    }

    static String checkpointFields(String chain, String key) {
        return "\"checkpoint\",\"chain\":\"%s\",\"key\":\"%s\"".formatted(chain, key);
    }

    static String eventFields() {
        return "\"event\"";
    }

    /// Closes a record: `unhashed` is everything before the hash.
    static StoredRecord seal(String unhashed, String previous) {
        String hash = hash(previous, unhashed);
        return parse(unhashed + ",\"hash\":\"" + hash + "\"}")
                .orElseThrow(() -> new AssertionError("a record that we wrote is not one"));
    }

    /// The record that a line is, or empty when it is none.
    static Optional<StoredRecord> parse(String line) {
        try {
            Matcher event = EVENT.matcher(line);
            if (event.matches()) {
                return Optional.of(of(event, new Content.Event(event.group(4)), 3, 5));
            }
            Matcher point = CHECKPOINT.matcher(line);
            if (point.matches()) {
                var content =
                        new Content.Checkpoint(point.group(3), point.group(4), point.group(6));
                return Optional.of(of(point, content, 5, 7));
            }
            Matcher genesis = GENESIS.matcher(line);
            if (genesis.matches()) {
                var content =
                        new Content.Genesis(
                                genesis.group(3),
                                Integer.parseInt(genesis.group(4)),
                                genesis.group(5));
                return Optional.of(of(genesis, content, 6, 7));
            }
            return Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty(); // digits in the right places, but no such day
        }
    }

    private static StoredRecord of(
            Matcher line, Content content, int previousGroup, int hashGroup) {
        return new StoredRecord(
                Long.parseLong(line.group(1)),
                Instant.parse(line.group(2)),
                content,
                line.group(previousGroup),
                line.group(hashGroup),
                line.group());
    }

    /// What the hash must be for the line's own bytes after its own stated predecessor.
    String computedHash() {
        return hash(previous, text.substring(0, text.length() - ",\"hash\":\"\"}".length() - 64));
    }

    /// The bytes that a checkpoint's signature and an event's cipher bind: up to and with `prev`.
    byte[] bound() {
        int end = text.indexOf(",\"prev\":\"") + ",\"prev\":\"\"".length() + 64;
        return text.substring(0, end).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String hash(String previous, String unhashed) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(previous));
            digest.update(unhashed.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
