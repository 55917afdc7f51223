package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the figures to a pack that somebody else checks, as a user types it.
class AuditPackTest {
    @TempDir private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Ran audit(String verb, Object... words) {
        List<Object> all = new ArrayList<>(List.of("audit", verb));
        all.addAll(List.of(words));
        all.addAll(List.of("--data", data()));
        return Ran.of(all.toArray());
    }

    @Test
    void figuresAreJudgedKeptPackedAndCheckedAgain() throws Exception {
        KnownEstate.write(data(), Instant.now());
        Path allocations = folder.resolve("allocations.csv");
        Files.writeString(
                allocations,
                "prefix,service,subscription,vm,owner,valid_from\n10.0.0.0/24,net,s,,team-net,2026-01-01\n10.9.0.0/24,,,,team-net,2026-01-01\n");
        Ran.of("import", "allocations", allocations, "--data", data());

        Ran missed = audit("report", "--target", "strict", "--record");
        assertThat(missed.code()).isEqualTo(3);
        assertThat(missed.err())
                .contains(
                        "target strict: allocations-tagged 50.00 % (1 of 2), want 99.90 %: 49.90 points below, 1 more needed");
        assertThat(missed.out())
                .contains(
                        "devices-owned         100.00 %  3 of 3",
                        "flows-attributed           -    not measured: no flows recorded",
                        "allocation incomplete");
        Path target = Files.writeString(folder.resolve("target"), "devices-owned 99.3 # all\n");
        assertThat(audit("report", "--target", target.toString()).code()).isZero();
        Files.writeString(target, "devices 99.3\n");
        assertThat(
                        audit("report", "--target", target.toString())
                                .refused(
                                        65,
                                        audit("report", "--target", target.toString())
                                                .err()
                                                .strip())
                                .err())
                .contains("target:1: 'devices' is no figure: want one of devices-inventoried");

        Ran later = audit("record", "--as-of", "2026-01-02", "--at", "2026-01-02");
        assertThat(later.code()).isZero();
        JsonNode history = new ObjectMapper().readTree(audit("history", "-o", "json").out());
        assertThat(history).hasSize(2);
        assertThat(history.get(0).get("basis").asText()).isEqualTo("now");
        assertThat(history.get(1).get("basis").asText()).isEqualTo("later");
        assertThat(audit("history", "--head", history.get(0).get("hash").asText()).code()).isZero();
        assertThat(audit("history", "--head", "0".repeat(64)).code()).isEqualTo(1);

        Path zip = folder.resolve("pack.zip");
        Ran packed = audit("pack", "--out", zip);
        String name = packed.out().split(" ", 3)[1];
        assertThat(packed.code()).isZero();
        Ran checked = Ran.of("audit", "pack", "verify", zip, "--expect", name, "--data", data());
        assertThat(checked.code()).isZero();
        assertThat(checked.out())
                .contains(
                        "8 figures counted again",
                        "2 records of the history chained, rests on the facts of the inventory");
        assertThat(Ran.of("audit", "log", "show", "-o", "json", "--data", data()).out())
                .contains(name);
        Ran.of("audit", "pack", "verify", zip, "--expect", "0".repeat(64))
                .refused(
                        1,
                        "segwright: "
                                + zip
                                + ": its name is "
                                + name
                                + ", want "
                                + "0".repeat(64)
                                + ": another pack");
        assertThat(audit("pack", "--out", zip).code()).isEqualTo(64);

        Path line = data().resolve("kpi").resolve("history.jsonl");
        Files.writeString(
                line, Files.readString(line).replaceFirst("\"numerator\":3", "\"numerator\":2"));
        Ran broken = audit("history");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.err()).contains("history.jsonl:1: ");
    }

    @Test
    void thePastIsJudgedByThePeopleOfThen() throws Exception {
        KnownEstate.write(data(), Instant.now());
        Path allocations = folder.resolve("allocations.csv");
        Files.writeString(
                allocations, "prefix,service,owner,valid_from\n10.0.0.0/24,net,ana,2026-01-01\n");
        Path owners = Files.writeString(folder.resolve("owners.csv"), "owner,status\nana,live\n");
        assertThat(Ran.of("import", "owners", owners, "--data", data()).code()).isZero();
        assertThat(Ran.of("import", "allocations", allocations, "--data", data()).code()).isZero();
        String then = Instant.now().toString();
        Files.writeString(owners, "owner,status\nana,left\n");
        assertThat(Ran.of("import", "owners", owners, "--data", data()).code()).isZero();

        assertThat(audit("report").out()).contains("owners-live             0.00 %  0 of 1");
        assertThat(audit("report", "--as-of", then).out())
                .contains("owners-live           100.00 %  1 of 1")
                .contains("; today's are pools' policies, what was heard");
        String before = "2026-01-02T00:00:00Z"; // nobody knew any owner then
        assertThat(audit("report", "--at", before).out()).contains("no owners were imported");
    }

    @Test
    void spaceIsDrawnAsATreeAndAsAMap() throws Exception {
        KnownEstate.write(data(), Instant.now());
        Path allocations = folder.resolve("allocations.csv");
        Files.writeString(
                allocations,
                "prefix,service,subscription,vm,owner,valid_from\n10.0.0.0/24,net,,,team-net,2026-01-01\n10.0.0.0/25,web,,,team-web,2026-01-01\n2001:db8::/48,web,,,team-web,2026-01-01\n");
        Ran.of("import", "allocations", allocations, "--data", data());
        Ran tree = Ran.of("allocate", "tree", "10.0.0.0/8", "--data", data());
        assertThat(tree.out().lines().skip(1).map(line -> line.strip().replaceAll(" +", " ")))
                .containsExactly(
                        "10.0.0.0/8 █░░░░░░░░░░░ <0.01 % 16776960 /9",
                        "└─ 10.0.0.0/24 ██████░░░░░░ 50.00 % 128 /25 net (team-net)",
                        "└─ 10.0.0.0/25 web (team-web)");
        assertThat(Ran.of("allocate", "tree", "--data", data(), "-o", "csv").out())
                .contains("2001:db8::/48,allocation,web,team-web");
        Path map = folder.resolve("map.svg");
        assertThat(
                        Ran.of(
                                        "allocate",
                                        "map",
                                        "10.0.0.0/16",
                                        "--by",
                                        "owner",
                                        "--out",
                                        map,
                                        "--data",
                                        data())
                                .code())
                .isZero();
        assertThat(Files.readString(map)).startsWith("<svg ").contains("team-web", "team-net");
        Ran.of("allocate", "map", "10.0.0.0/16", "--order", "9", "--out", "-", "--data", data())
                .refused(64, "segwright: --order 9: want 1..8");
    }
}
