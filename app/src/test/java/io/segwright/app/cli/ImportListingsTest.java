package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportListingsTest {
    private static final String ENIS =
            """
            {"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "OwnerId": "123456789012", "VpcId": "vpc-a",
              "Attachment": {"InstanceId": "i-1"}, "PrivateIpAddress": "10.0.0.4", "TagSet": []},
              {"NetworkInterfaceId": "eni-2", "OwnerId": "210987654321", "VpcId": "vpc-b",
              "Attachment": {"InstanceId": "i-2"}, "PrivateIpAddress": "10.0.0.4", "TagSet": []}]}
            """;
    private static final String INSTANCES =
            """
            [{"InstanceId": "i-1", "Tags": [{"Key": "Name", "Value": "web-1"}, {"Key": "service", "Value": "shop"},
              {"Key": "Owner", "Value": "team-a"}], "NetworkInterfaces": [{"NetworkInterfaceId": "eni-1",
              "OwnerId": "123456789012", "VpcId": "vpc-a", "PrivateIpAddress": "10.0.0.4"}]}]
            """;

    @TempDir private Path folder;
    private Path enis = Path.of("");
    private Path instances = Path.of("");

    @BeforeEach
    void write() throws IOException {
        enis = Files.writeString(folder.resolve("enis.json"), ENIS);
        instances = Files.writeString(folder.resolve("instances.json"), INSTANCES);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Ran listed(String at, Object... more) {
        Object[] words =
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(
                                        "import",
                                        "allocations",
                                        enis,
                                        instances,
                                        "--listed-at",
                                        at,
                                        "--data",
                                        data(),
                                        "-o",
                                        "csv"),
                                java.util.stream.Stream.of(more))
                        .toArray();
        return Ran.of(words);
    }

    private String whois(String at) {
        return Ran.of(
                        "whois",
                        "10.0.0.4",
                        "--vrf",
                        "vpc-a",
                        "--at",
                        at,
                        "--data",
                        data(),
                        "-o",
                        "json")
                .out();
    }

    @Test
    void interfacesAndInstancesAreJoinedAndTheirPastIsKept() throws IOException {
        Ran trial = listed("2026-05-01", "--dry-run", "--detailed-exitcode");
        assertThat(trial.code()).isEqualTo(2);
        assertThat(data()).doesNotExist();
        Ran first = listed("2026-05-01");
        assertThat(first.out())
                .isEqualTo(
                        """
                        change,vrf,prefix,service,subscription,vm,owner
                        add,vpc-a,10.0.0.4/32,shop,123456789012,web-1,team-a
                        add,vpc-b,10.0.0.4/32,,210987654321,i-2,
                        """
                                .replace("\n", "\r\n"))
                .isEqualTo(trial.out());
        assertThat(first.last())
                .isEqualTo(enis + " and 1 more: 2 rows, 2 new, 0 changed, 0 unchanged");
        assertThat(listed("2026-05-02").last()).endsWith("0 new, 0 changed, 2 unchanged");

        Files.writeString(instances, INSTANCES.replace("team-a", "team-b"));
        assertThat(listed("2026-06-01").last()).endsWith("1 new, 1 changed, 0 unchanged");
        Files.writeString(instances, INSTANCES); // an older listing, found late
        assertThat(listed("2026-04-01").code()).isZero();
        assertThat(whois("2026-03-31")).contains("\"attributed\":false");
        assertThat(whois("2026-04-02")).contains("\"owner\":\"team-a\"");
        assertThat(whois("2026-05-31")).contains("\"owner\":\"team-a\"");
        assertThat(whois("2026-06-01")).contains("\"owner\":\"team-b\"", "\"vm\":\"web-1\"");
        assertThat(Ran.of("whois", "10.0.0.4", "--data", data()).code()).isEqualTo(3);
    }

    @Test
    void whatIsWrongInOneFileKeepsAllOut() throws IOException {
        Files.writeString(instances, INSTANCES.replace("\"team-a\"", "\"=HYPERLINK(1)\""));
        listed("2026-05-01")
                .refused(
                        65,
                        "segwright: enis.json:2:60: the owner of 10.0.0.4/32 in VRF vpc-a: '=HYPERLINK(1)' begins with '=', which spreadsheets run as a formula; begin it with a letter or digit",
                        "1 error in " + enis + " and 1 more: nothing was imported");
        assertThat(data()).doesNotExist();
        Path csv = Files.writeString(folder.resolve("a.csv"), "prefix\n10.0.0.0/24\n");
        Ran.of("import", "allocations", enis, csv, "--data", data())
                .refused(
                        64,
                        "segwright: enis.json is cloud and a.csv is csv: want one file, or several that az, aws or gcloud listed");
        Ran.of("import", "allocations", csv, "--format", "cloud", "--data", data())
                .refused(
                        65,
                        "segwright: a.csv:1:1: not JSON: Unrecognized token 'prefix': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
                        "1 error in " + csv + ": nothing was imported");
        assertThat(data()).doesNotExist();
    }
}
