package io.segwright.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapturesTest {
    private static final byte[] ONE = Packed.text("1.3.6.1.2.1.1.5.0|4|one");
    private static final byte[] TWO = Packed.text("1.3.6.1.2.1.1.5.0|4|two");

    @TempDir private Path folder;

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("snmprec/two.snmprec", TWO);
        files.put("snmprec/ios_c3560@10.snmprec", ONE);
        files.put("README", ONE);
        return files;
    }

    @ParameterizedTest(name = "a tar{0} is read")
    @ValueSource(strings = {"", ".gz", ".bz2", ".xz"})
    void anArchiveIsReadHoweverItIsPacked(String suffix) throws IOException {
        Path archive = folder.resolve("captures.tar" + suffix);
        Files.write(archive, Packed.packed(suffix, Packed.tar(files())));
        Captures captures = Captures.open(archive);
        assertThat(captures.names()).containsExactly("ios_c3560@10", "two");
        Capture two = captures.named("two").orElseThrow();
        assertThat(two.text()).isEqualTo(TWO);
        assertThat(two.where()).isEqualTo(archive + "!snmprec/two.snmprec");
        assertThat(captures.problems()).isEmpty();
    }

    @ParameterizedTest(name = "a file .snmprec{0} is read")
    @ValueSource(strings = {"", ".gz", ".bz2", ".xz"})
    void aFileAloneIsReadHoweverItIsPacked(String suffix) throws IOException {
        Path file = folder.resolve("sw-1.snmprec" + suffix);
        Files.write(file, Packed.packed(suffix, ONE));
        Captures captures = Captures.open(file);
        assertThat(captures.names()).containsExactly("sw-1");
        assertThat(captures.named("sw-1").orElseThrow().text()).isEqualTo(ONE);
    }

    @Test
    void aFolderIsSearchedAndOneNameIsOneCapture() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.write(folder.resolve("a/b/x.snmprec"), ONE);
        Files.write(folder.resolve("x.snmprec"), TWO);
        Files.write(folder.resolve("bad name.snmprec"), TWO);
        Files.write(folder.resolve("notes.txt"), TWO);
        Captures captures = Captures.open(folder);
        assertThat(captures.names()).containsExactly("x");
        assertThat(captures.named("x").orElseThrow().text()).isEqualTo(ONE);
        assertThat(captures.problems())
                .containsExactly(
                        folder
                                + "/bad name.snmprec: want a name like NAME.snmprec of A-Z a-z 0-9 . _ @ + - (skipped)",
                        folder
                                + "/x.snmprec: the name is taken by "
                                + folder
                                + "/a/b/x.snmprec; rename one (skipped)");
    }

    @Test
    void anArchivesNamesAreNoPathsAndItsLinksNothing() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("../../../../../../etc/evil.snmprec", ONE);
        files.put("/etc/rooted.snmprec", ONE);
        files.put("..\\..\\dos.snmprec", ONE);
        byte[] tar = Packed.tar(files);
        byte[] link = Packed.entry("link.snmprec", '2', new byte[0]);
        byte[] all = new byte[tar.length + link.length];
        System.arraycopy(link, 0, all, 0, link.length);
        System.arraycopy(tar, 0, all, link.length, tar.length);
        Path archive = Files.write(folder.resolve("evil.tar"), all);
        assertThat(Captures.open(archive).names()).containsExactly("dos", "evil", "rooted");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(archive);
        }
        assertThat(folder.resolve("../../../../../../etc/evil.snmprec")).doesNotExist();
    }

    @Test
    void whatHoldsNoCaptureIsRefused() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> Captures.open(empty))
                .isInstanceOf(IOException.class)
                .hasMessage(empty + ": no capture in it: want files named NAME.snmprec");
        Path gone = folder.resolve("gone");
        assertThatThrownBy(() -> Captures.open(gone))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        gone + ": no such file or folder: want .snmprec files or a tar of them");
    }

    @ParameterizedTest(name = "a damaged tar{0} is refused")
    @ValueSource(strings = {"", ".gz", ".bz2", ".xz"})
    void aDamagedArchiveIsRefusedAndNeverACrash(String suffix) throws IOException {
        byte[] sound = Packed.packed(suffix, Packed.tar(files()));
        Path archive = folder.resolve("bent.tar" + suffix);
        SplittableRandom random = new SplittableRandom(38);
        for (int i = 0; i < 80; i++) {
            byte[] bent = sound.clone();
            if (i % 2 == 0) {
                bent = Arrays.copyOf(sound, random.nextInt(sound.length));
            } else {
                for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
                    bent[random.nextInt(Math.min(1_200, bent.length))] ^=
                            (byte) (1 << random.nextInt(8));
                }
            }
            Files.write(archive, bent);
            try {
                assertThat(Captures.open(archive).size()).isLessThanOrEqualTo(2);
            } catch (IOException e) {
                assertThat(e.getMessage()).startsWith(archive.toString());
            }
        }
    }

    @Test
    void aSmallFileThatUnpacksToGigabytesIsRefused() throws IOException {
        byte[] bomb = Packed.packed(".gz", new byte[PackedInput.CAPTURE_BYTES_MAX + 1]);
        Path file = Files.write(folder.resolve("bomb.snmprec.gz"), bomb);
        Capture capture = Captures.open(file).named("bomb").orElseThrow();
        assertThatThrownBy(capture::text)
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": more than 67108864 bytes when unpacked; split it");
    }

    @Test
    void packingInMemoryLosesNothing() {
        for (int length : List.of(0, 1, 63, 100_000)) {
            byte[] text = new byte[length];
            new java.util.Random(length).nextBytes(text);
            assertThat(Capture.InMemory.of("n", "w", text, length).text()).isEqualTo(text);
        }
    }
}
