package io.segwright.lab;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {
    @TempDir private Path folder;

    @Test
    void theFirstDifferingLineIsNamed() throws IOException {
        Path golden = Files.writeString(folder.resolve("a.txt"), "one\ntwo\n");
        assertThatCode(() -> Golden.assertMatches(golden, "one\ntwo\n")).doesNotThrowAnyException();
        assertThatThrownBy(() -> Golden.assertMatches(golden, "one\nzwei\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a.txt: line 2 is 'zwei', want 'two'")
                .hasMessageContaining("-Dgolden.update=true");
        assertThatThrownBy(() -> Golden.assertMatches(golden, "one\ntwo"))
                .hasMessageContaining("line ends differ");
    }

    @Test
    void aMissingGoldenIsAFailure() {
        assertThatThrownBy(() -> Golden.assertMatches(GoldenTest.class, "no/such.txt", "x"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("lab/src/test/golden/no/such.txt: no such golden");
    }
}
