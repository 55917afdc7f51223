package io.segwright.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {
    @TempDir private Path folder;

    private static void compare(Path golden, String actual) throws IOException {
        Golden.compare(golden, actual, Golden.Mode.COMPARE);
    }

    @Test
    void theFirstDifferingLineIsNamed() throws IOException {
        Path golden = Files.writeString(folder.resolve("a.txt"), "one\ntwo\n");
        assertThatCode(() -> compare(golden, "one\ntwo\n")).doesNotThrowAnyException();
        assertThatThrownBy(() -> compare(golden, "one\nzwei\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a.txt: line 2 is 'zwei', want 'two'")
                .hasMessageContaining("-Dgolden.update=true");
        assertThatThrownBy(() -> compare(golden, "one\ntwo"))
                .hasMessageContaining("line ends differ");
    }

    @Test
    void aMissingGoldenIsAFailure() {
        Path golden = Golden.path(GoldenTest.class, "no/such.txt");
        assertThat(golden).endsWithRaw(Path.of("lab/src/test/golden/no/such.txt"));
        assertThatThrownBy(() -> compare(golden, "x"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no such golden");
    }

    @Test
    void anUpdateWritesTheGolden() throws IOException {
        Path golden = folder.resolve("new/b.txt");
        Golden.compare(golden, "three\n", Golden.Mode.UPDATE);
        assertThat(golden).hasContent("three\n");
    }
}
