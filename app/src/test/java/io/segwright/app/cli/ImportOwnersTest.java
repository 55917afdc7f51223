package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportOwnersTest {
    @TempDir private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(folder.resolve("o.csv"), text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ,live,x       | 2: there is no owner; name one, or remove the line
                    ana,gone,x    | 2: status 'gone': want live or left
                    ana;ana       | 3: owner 'ana' is there twice; remove one
                    """)
    void oneBadRowAndNothingIsImported(String rows, String message) throws IOException {
        Path file = csv("owner,status,contact\n" + rows.replace(';', '\n') + "\n");
        Ran.of("import", "owners", file, "--data", data())
                .refused(65, "segwright: o.csv:" + message);
        assertThat(data()).doesNotExist();
    }

    @Test
    void aFileWithoutOwnersIsRefused() throws IOException {
        Ran.of("import", "owners", csv("name\nana\n"), "--data", data())
                .refused(
                        65,
                        "segwright: o.csv:1: there is no column 'owner'; want a header: owner,status,contact");
    }

    @Test
    void ownersAddUpAndTheReportSaysWhetherTheyWereChecked() throws IOException {
        Path file = csv("owner,contact,status\nana,\"Ana, east\",\nben,,left\n");
        Ran trial = Ran.of("import", "owners", file, "--data", data(), "--dry-run", "-o", "csv");
        assertThat(trial.out())
                .isEqualTo(
                        "change,owner,status,contact\r\nadd,ana,live,\"Ana, east\"\r\nadd,ben,left,\r\n");
        assertThat(data()).doesNotExist();

        assertThat(Ran.of("import", "owners", file, "--data", data()).code()).isZero();
        csv("owner,status\nben,live\n");
        Ran again = Ran.of("import", "owners", file, "--data", data(), "-o", "csv");
        assertThat(again.out()).isEqualTo("change,owner,status,contact\r\nchange,ben,live,\r\n");
        assertThat(data().resolve("owners")).hasContent("live ana\tAna, east\nlive ben\t\n");

        Ran report = Ran.of("audit", "report", "--data", data());
        assertThat(report.code()).isZero();
        assertThat(report.out())
                .contains("devices   0 inventoried, 0 more left traces")
                .contains("owners who left or are unknown do not count")
                .contains("estimate  none: no list shows anything");
        Files.delete(data().resolve("owners"));
        assertThat(Ran.of("audit", "report", "--data", data()).out())
                .contains("owners not checked for life");
    }
}
