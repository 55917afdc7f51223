package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportDevicesTest {
    private static final String GOOD =
            """
            key,name,vendor,serial,site,rack
            a-1,sw-1,Arista,JPE1,fra1,r1
            a-2,sw-2,Arista,JPE2,fra1,r2
            """;

    @TempDir private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Ran devices(Object... words) {
        return Ran.of(
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(
                                        "import", "devices", "--data", data(), "-o", "csv"),
                                java.util.stream.Stream.of(words))
                        .toArray());
    }

    @Test
    void aTrialShowsEachDeviceAndBeginsNothing() throws IOException {
        Path list = file("sites.csv", GOOD);
        Ran trial = devices(list, "--dry-run", "--detailed-exitcode");
        assertThat(trial.code()).isEqualTo(2);
        assertThat(trial.out())
                .isEqualTo(
                        """
                        change,what,key,field,before,after,why
                        add,device,a-1,,,name=sw-1; serial=JPE1; site=fra1; vendor=Arista; interfaces=0; addresses=0,
                        add,device,a-2,,,name=sw-2; serial=JPE2; site=fra1; vendor=Arista; interfaces=0; addresses=0,
                        """
                                .replace("\n", "\r\n"));
        assertThat(trial.err().lines())
                .containsExactly(
                        "sites.csv:1:6: unknown column 'rack' is not read",
                        list
                                + ": 2 devices added, 0 changed, 0 unchanged, 0 disappeared; 0 of 0 allocations new or changed; 0 rows not taken; nothing was written (--dry-run)");
        assertThat(data()).doesNotExist();
    }

    @Test
    void theNextImportTellsWhatChangedFieldByFieldAndWhatIsGone() throws IOException {
        Path list = file("sites.csv", GOOD);
        assertThat(devices(list).code()).isZero();
        Ran again = devices(list, "--detailed-exitcode");
        assertThat(again.code()).isZero();
        assertThat(again.last()).contains("0 devices added, 0 changed, 2 unchanged, 0 disappeared");
        file("sites.csv", "key,name,vendor,serial,site\na-1,sw-1b,Arista,JPE1,fra1\n");
        Ran part = devices(list, "--partial", "--dry-run");
        assertThat(part.out())
                .contains("change,device,a-1,name,sw-1,sw-1b,\r\n")
                .doesNotContain("a-2");
        Ran whole = devices(list);
        assertThat(whole.code()).isZero();
        assertThat(whole.out())
                .isEqualTo(
                        """
                        change,what,key,field,before,after,why
                        change,device,a-1,name,sw-1,sw-1b,
                        end,device,a-2,,name=sw-2; serial=JPE2; site=fra1; vendor=Arista; interfaces=0; addresses=0,,"no longer in the source: its claims end, others stand"
                        """
                                .replace("\n", "\r\n"));
        assertThat(whole.last())
                .endsWith(
                        "0 devices added, 1 changed, 0 unchanged, 1 disappeared; 0 of 0 allocations new or changed; 0 rows not taken");
        Ran log = Ran.of("audit", "log", "show", "--data", data(), "-o", "json");
        assertThat(log.out())
                .contains("inventory.import", "import:sites.csv", "segwright import devices");
    }

    @Test
    void aListThatLostMostOfItsDevicesIsNotBelieved() throws IOException {
        Path list = file("list.csv", "key,name\n" + rows(40));
        assertThat(devices(list).code()).isZero();
        file("list.csv", "key,name\n" + rows(20));
        devices(list)
                .refused(
                        65,
                        "segwright: "
                                + list
                                + ": 20 of 40 devices are no longer there: is it whole? look with --dry-run; --allow-shrunken imports it, --partial (devices) leaves what it lacks alone");
        assertThat(devices(list, "--dry-run").last())
                .isEqualTo(
                        list
                                + ": 20 of 40 devices are no longer there: the import asks for --allow-shrunken");
        assertThat(devices(list, "--allow-shrunken").last())
                .contains("20 unchanged, 20 disappeared");
    }

    private static String rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "k" + i + ",sw-" + i + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void aWrongListOrMappingIsRefusedWithItsPlaces() throws IOException {
        Path list = file("a.csv", "id,host\n1,=x\n2,y\n");
        Path map = file("map.yaml", "fields: {key: id, name: host}\n");
        devices(list, "--mapping", map)
                .refused(
                        65,
                        "segwright: a.csv:2:2: '=x' begins with '=', which spreadsheets run as a formula; begin it with a letter or digit",
                        "1 error in " + list + ": nothing was imported");
        file("map.yaml", "fields: {key: id, names: host}\n");
        assertThat(devices(list, "--mapping", map).err())
                .startsWith("segwright: map.yaml:1:26: unknown field 'names': want one of [");
        devices(list, "--source", "a b")
                .refused(
                        64,
                        "segwright: --source 'a b': want 1..80 letters, digits, dots, hyphens and underscores");
        devices(folder.resolve("none.csv"))
                .refused(65, "segwright: " + folder.resolve("none.csv") + ": no such file");
        assertThat(data()).doesNotExist();
    }
}
