package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportRangesTest {
    private static final String AWS =
            """
            {"prefixes": [{"ip_prefix": "192.0.2.0/24", "region": "eu-west-1", "service": "AMAZON"},
                          {"ip_prefix": "198.51.100.0/24", "region": "eu-west-1", "service": "AMAZON"},
                          {"ip_prefix": "192.0.2.0/24", "region": "eu-west-1", "service": "EC2"}],
             "ipv6_prefixes": []}
            """;

    @TempDir private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Ran ranges(Object file) {
        return Ran.of("import", "ranges", file, "--data", data(), "-o", "csv");
    }

    @Test
    void theFarEndOfAFlowHasANameAndIsAttributedToNobody() throws IOException {
        Path aws = Files.writeString(folder.resolve("ip-ranges.json"), AWS);
        Ran first = ranges(aws);
        assertThat(first.code()).isZero();
        assertThat(first.out())
                .isEqualTo("provider,service,added,ended\r\nAWS,AMAZON,2,0\r\nAWS,EC2,1,0\r\n");
        assertThat(first.last()).isEqualTo(aws + ": 3 ranges of AWS, 3 new, 0 ended, 0 unchanged");
        Ran whois = Ran.of("whois", "192.0.2.7", "--data", data(), "-o", "json");
        assertThat(whois.code()).isEqualTo(3);
        assertThat(whois.out())
                .contains(
                        "\"attributed\":false",
                        "\"published\":[\"AWS EC2 eu-west-1 (192.0.2.0/24)\",\"AWS AMAZON eu-west-1 (192.0.2.0/24)\"]",
                        "\"because\":[]");
        Files.writeString(
                aws, AWS.replace("\"EC2\"", "\"S3\"").replace("198.51.100.0/24", "203.0.113.0/24"));
        assertThat(ranges(aws).last())
                .isEqualTo(aws + ": 3 ranges of AWS, 2 new, 2 ended, 1 unchanged");
        assertThat(ranges(aws).last()).endsWith("0 new, 0 ended, 3 unchanged");
        assertThat(Ran.of("whois", "192.0.2.7", "--data", data()).out())
                .contains("AWS S3 eu-west-1 (192.0.2.0/24)")
                .doesNotContain("EC2");
        assertThat(Ran.of("audit", "report", "--data", data(), "-o", "json").out())
                .contains("\"required\":0");
    }

    @Test
    void aTrialBeginsNothing() throws IOException {
        Path feed = Files.writeString(folder.resolve("feed.csv"), "192.0.2.0/24,NL,,Delft,\n");
        ranges(feed)
                .refused(
                        65,
                        "segwright: feed.csv: a geofeed does not say whose it is: name its provider by --provider NAME",
                        "1 error in " + feed + ": nothing was imported");
        Ran trial =
                Ran.of(
                        "import",
                        "ranges",
                        feed,
                        "--provider",
                        "Example",
                        "--data",
                        data(),
                        "--dry-run",
                        "--detailed-exitcode");
        assertThat(trial.code()).isEqualTo(2);
        assertThat(data()).doesNotExist();
    }
}
