package io.segwright.collectors.understand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user's directory of lists may be, and what is said of one that is wrong.
class ReferenceListsTest {
    @TempDir private Path directory;

    private void isRefused(Path given, String message) {
        assertThatThrownBy(() -> ReferenceLists.read(given))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    @Test
    void eitherFileMayBeAbsentButNotBoth() throws IOException {
        isRefused(
                directory.resolve("absent"),
                directory.resolve("absent")
                        + ": no such directory: want one that holds thola-sysObjectID.yaml or iana-pen.tsv");
        isRefused(directory, directory + ": holds neither thola-sysObjectID.yaml nor iana-pen.tsv");
        Files.writeString(directory.resolve("iana-pen.tsv"), "# number\tname\n9\tciscoSystems\n");
        ReferenceLists lists = ReferenceLists.read(directory);
        assertThat(lists.enterprise(9)).isEqualTo("ciscoSystems");
        assertThat(lists.models()).isEmpty();
    }

    @Test
    void aFileThatIsSomethingElseIsRefused() throws IOException {
        Path file = directory.resolve("thola-sysObjectID.yaml");
        Files.write(file, new byte[] {0, (byte) 0xff, '\n', 7, (byte) 0x80});
        isRefused(directory, file + ": no line is of this list; see the user guide for its form");
        Files.delete(file);
        Files.createDirectory(file);
        isRefused(directory, file + ": want a file of at most 67108864 bytes");
    }
}
