package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segwright.app.config.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConflictsTest {
    @TempDir private Path folder;
    private final Instant now = Instant.now();

    private Path data() {
        return folder.resolve("data");
    }

    @BeforeEach
    void anEstateWithAListThatDisagreesAboutOneModel() throws Exception {
        KnownEstate.write(data(), now);
        KnownEstate.list(data(), now.minus(Duration.ofHours(2)), "A-1000");
    }

    private Ran run(String words, Object... more) {
        return Ran.of(
                Stream.of(
                                Stream.of((Object[]) words.split(" ")),
                                Stream.of(more),
                                Stream.of("--data", data()))
                        .flatMap(s -> s)
                        .toArray());
    }

    private static JsonNode json(Ran ran) throws IOException {
        return new ObjectMapper().readTree(ran.out());
    }

    private static JsonNode attribute(JsonNode shown, String name) {
        for (JsonNode attribute : shown.get("attributes")) {
            if (attribute.get("attribute").asText().equals(name)) {
                return attribute;
            }
        }
        throw new AssertionError("no " + name + " in " + shown);
    }

    @Test
    void aConflictIsListedDecidedAuditedAndObeyed() throws Exception {
        Ran listed = run("conflicts -o json");
        assertThat(listed.code()).isEqualTo(3);
        assertThat(listed.last()).isEqualTo("1 undecided, 0 decided");
        JsonNode conflict = json(listed).get(0);
        assertThat(conflict.get("about").asText()).isEqualTo("model");
        assertThat(conflict.get("believed").asText()).isEqualTo("A-S1");
        assertThat(conflict.get("claims")).hasSize(2);
        String id = conflict.get("subject").asText();
        assertThat(run("conflicts").out()).contains("import:list says 'A-1000' since ");

        Ran decided = run("conflicts decide 10.0.0.1 model A-1000 --reason", "seen in the rack");
        assertThat(decided.last()).isEqualTo(id + " 'core': model is 'A-1000' now");
        assertThat(decided.code()).isZero();
        assertThat(run("conflicts").code()).isZero();
        assertThat(json(run("conflicts --all -o json")).get(0).get("state").asText())
                .isEqualTo("decided");
        JsonNode model = attribute(json(run("inventory show " + id + " -o json")), "model");
        assertThat(model.get("value").asText()).isEqualTo("A-1000");
        assertThat(model.get("source").asText()).isEqualTo("person");
        assertThat(model.get("evidence").asText()).endsWith(": seen in the rack");
        assertThat(model.get("lost")).hasSize(2);
        assertThat(run("audit log show -o csv").out())
                .contains("inventory.decide," + id + " model");

        assertThat(json(run("conflicts -o json", "--as-of", before())).get(0).get("state").asText())
                .as("as we knew before the decision")
                .isEqualTo("undecided");
        try (DataDirectory directory = DataDirectory.open(data())) {
            assertThat(directory.graph().snapshot().devices())
                    .filteredOn(d -> d.id().text().equals(id))
                    .singleElement()
                    .matches(d -> d.model().equals("A-1000"));
        }
    }

    /// After everything that the set-up wrote, before the decision.
    private String before() throws Exception {
        try (DataDirectory directory = DataDirectory.open(data())) {
            return directory
                    .graph()
                    .snapshot()
                    .claims()
                    .decisions()
                    .getFirst()
                    .at()
                    .minusNanos(1)
                    .toString();
        }
    }

    @Test
    void aDecisionThatCannotBeIsRefusedAndNotRecorded() {
        run("conflicts decide core model X --reason r")
                .refused(65, run("inventory show core").err().lines().toList().getFirst());
        run("conflicts decide nobody model X --reason r")
                .refused(
                        65,
                        "segwright: 'nobody' is no device of the inventory: want an id, a name or an address; see segwright inventory list");
        run("conflicts decide 10.0.0.1 colour X --reason r")
                .refused(
                        64,
                        "segwright: 'colour' is no attribute: want one of name, vendor, model, serial, os, version, site, location, contact, role, owner, asset-tag");
        run("conflicts decide 10.0.0.1 model --reason r")
                .refused(64, "segwright: want a VALUE or --source SOURCE, one of them");
        run("conflicts decide 10.0.0.1 model X --reason", " ")
                .refused(
                        64,
                        "segwright: reason of a decision has 1 characters: want 1..1000, not blank, no control characters");
        run("conflicts decide 10.0.0.1 model X --reason r --until 2020-01-01")
                .refused(
                        64,
                        "segwright: --until 2020-01-01T00:00:00Z is past: want a time after now");
        assertThat(run("conflicts decide 10.0.0.1 serial --source import:list --reason r").last())
                .contains("'import:list' says nothing of the serial of d-")
                .endsWith(": want one of snmp");
        assertThat(run("audit log show").out()).doesNotContain("inventory.decide");
    }

    @Test
    void twoDevicesOfOneNameAreRefusedWithTheList() {
        Ran refused = run("inventory show core");
        assertThat(refused.code()).isEqualTo(65);
        assertThat(refused.last())
                .matches(
                        "segwright: 'core' means 2 devices: name one by its id or its address: "
                                + "d-[0-9a-f]{16} at 10.0.0.[12], site east, serial S[12]; d-.*");
        assertThat(run("inventory show 10.0.0.2").code()).isZero();
    }

    @Test
    void theListHasFiltersAndLeavesTombstonesOut() throws Exception {
        JsonNode all = json(run("inventory list -o json"));
        assertThat(all).hasSize(2);
        assertThat(all.get(0).get("state").asText()).isEqualTo("active");
        assertThat(json(run("inventory list -o json --owner net-team"))).hasSize(1);
        assertThat(json(run("inventory list -o json --vendor acme --site EAST"))).hasSize(2);
        assertThat(json(run("inventory list -o json --vendor other"))).isEmpty();
        assertThat(json(run("inventory list -o json --state tombstone"))).hasSize(1);
        assertThat(run("inventory list").last()).isEqualTo("2 devices, 1 in other states left out");
        assertThat(json(run("inventory list -o json --at", aMonthAfterTheOldOne()))).hasSize(1);
        run("inventory list --state dead")
                .refused(
                        64,
                        "segwright: --state 'dead': want active, stale, presumed-gone or tombstone");
    }

    private String aMonthAfterTheOldOne() {
        return now.minus(Duration.ofDays(90)).toString();
    }

    @Test
    void aDeviceIsShownWithAllThatIsClaimedAndWhy() throws Exception {
        JsonNode shown = json(run("inventory show 10.0.0.1 -o json"));
        assertThat(shown.get("device").get("serial").asText()).isEqualTo("S1");
        assertThat(shown.get("device").get("owner").asText()).isEqualTo("net-team");
        assertThat(shown.get("conflicts").get(0).asText()).isEqualTo("model");
        JsonNode model = attribute(shown, "model");
        assertThat(model.get("source").asText()).isEqualTo("snmp");
        assertThat(model.get("confidence").asInt()).isEqualTo(95);
        assertThat(model.get("evidence").asText()).isEqualTo("place of MODEL");
        assertThat(model.get("because").asText())
                .isEqualTo("snmp is believed for model while it was heard in the last 14 days");
        assertThat(model.get("lost").get(0).get("why").asText())
                .isEqualTo("snmp is believed before it");
        assertThat(shown.get("identity")).isNotEmpty();
        assertThat(shown.get("interfaces").get(0).get("addresses").get(0).asText())
                .isEqualTo("10.0.0.1/24");
        assertThat(run("inventory show 10.0.0.1").out())
                .contains("ATTRIBUTE", "claims that lost", "interfaces", "why it is one device");
        assertThat(run("inventory show 10.0.0.1 -o csv").out()).startsWith("attribute,value,");
    }

    @Test
    void aFileSaysWhichSourceIsBelieved() throws Exception {
        Path file = data().resolve("authority");
        Files.writeString(
                file, "# lists first\nbelieve model import:list 40d\npresence gone 200d\n");
        assertThat(json(run("conflicts -o json")).get(0).get("believed").asText())
                .isEqualTo("A-1000");
        assertThat(json(run("inventory list -o json"))).hasSize(3);
        Files.writeString(file, "believe colour snmp 14d\n");
        assertThat(run("conflicts").last())
                .startsWith("segwright: " + file + ":1: 'colour' is no attribute: want one of ");
        Files.writeString(file, "\nbelieve model snmp fortnight\n");
        run("conflicts")
                .refused(
                        65,
                        "segwright: "
                                + file
                                + ":2: time 'fortnight': want e.g. 90m, 36h, 14d or never");
        Files.writeString(file, "presence stale 1d\n");
        assertThat(run("conflicts").last())
                .contains(
                        ":1: presence active PT48H, stale PT24H, gone PT2160H: want times above 0");
    }
}
