package io.segwright.inventory.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.claim.Authority;
import io.segwright.inventory.claim.Claim;
import io.segwright.inventory.claim.Claims;
import io.segwright.inventory.claim.Decision;
import io.segwright.inventory.claim.ImportedList;
import io.segwright.inventory.claim.ImportedList.Scope;
import io.segwright.inventory.claim.Presence;
import io.segwright.inventory.claim.PresencePolicy;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.Witness;
import io.segwright.inventory.reconcile.InventoryChange.DeviceAdded;
import io.segwright.inventory.reconcile.InventoryChange.DeviceChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImportedClaimsTest {
    private static final IpAddress HERE = IpAddress.of("192.0.2.1");
    private static final String LIST = "import:list";
    private Instant now = Polls.START;
    private InventorySnapshot inventory = InventorySnapshot.EMPTY;
    private List<InventoryChange> changes = List.of();
    private List<Conflict> conflicts = List.of();

    private void poll(Polls... polls) {
        List<Observation> observations = new ArrayList<>();
        for (Polls poll : polls) {
            observations.add(poll.when(now).poll());
        }
        take(Reconciler.reconcile(inventory, observations, DeclaredRanges.NONE));
    }

    private void read(Scope scope, DeviceImported... rows) {
        read(new ImportedList(provenance(), scope, List.of(rows)));
    }

    private void read(ImportedList list) {
        take(Reconciler.reconcileImport(inventory, list, DeclaredRanges.NONE, Authority.SHIPPED));
    }

    private void take(Reconciliation result) {
        inventory = result.next();
        changes = result.changes();
        conflicts = result.conflicts();
    }

    private void later(int days) {
        now = now.plus(Duration.ofDays(days));
    }

    private Provenance provenance() {
        return new Provenance(LIST, HERE, now);
    }

    private DeviceImported row(String key, String address, AttributeFact... facts) {
        return new DeviceImported(
                provenance(),
                key,
                "",
                Set.of(),
                List.of(facts),
                List.of(),
                List.of(new AddressFact(IpAddress.of(address), 32, 0, Vrf.DEFAULT)));
    }

    private DeviceImported r1() {
        return row("17", "10.0.0.1", name("r1"));
    }

    private static AttributeFact fact(Attribute attribute, String value) {
        return new AttributeFact(attribute, value, 90, "line 2");
    }

    private static AttributeFact name(String value) {
        return fact(Attribute.NAME, value);
    }

    private static Polls router() {
        return Polls.at("10.0.0.1").name("r1").serial("acme", "S1234");
    }

    /// Known by its address and its name alone, as old agents are.
    private static Polls plain() {
        return Polls.at("10.0.0.1").name("r1");
    }

    private Device only() {
        assertThat(inventory.devices()).hasSize(1);
        return inventory.devices().getFirst();
    }

    @Test
    void aRowIsTheDeviceThatAnswersAtItsAddressUnderItsName() {
        poll(router());
        read(Scope.PART, r1());
        assertThat(only().witnesses()).containsExactlyInAnyOrder(Witness.POLL, Witness.IMPORT);
        assertThat(only().name()).isEqualTo("r1");
        assertThat(inventory.claims().sets()).hasSize(2);
    }

    @Test
    void aRowThatMatchesNothingIsADeviceKnownByTheListAndItsNativeKey() {
        read(Scope.COMPLETE, r1());
        Device listed = only();
        assertThat(listed.isOnlyListed()).isTrue();
        assertThat(listed.witnesses()).containsExactly(Witness.IMPORT);
        assertThat(listed.name()).isEqualTo("r1");
        assertThat(((DeviceAdded) changes.getFirst()).evidence())
                .containsExactly("import:list 17: no device matches; known by this list");
        later(1);
        read(Scope.COMPLETE, row("17", "10.9.9.9", name("renamed")));
        assertThat(only().id()).as("the native key stays matched").isEqualTo(listed.id());
        assertThat(only().name()).isEqualTo("renamed");
    }

    @Test
    void aListedDeviceThatAnswersLaterIsTheSameOne() {
        read(Scope.COMPLETE, r1());
        DeviceId listed = only().id();
        poll(plain().address(1, "10.0.0.1/24"));
        assertThat(only().id()).isEqualTo(listed);
        assertThat(only().isOnlyListed()).isFalse();
    }

    @Test
    void theSameListAgainIsOneRecordOfHavingReadIt() {
        poll(router());
        read(Scope.COMPLETE, r1());
        Claims before = inventory.claims();
        later(1);
        read(Scope.COMPLETE, r1());
        assertThat(changes).hasExactlyElementsOfTypes(ClaimChange.ImportRead.class);
        assertThat(inventory.claims().sets()).isEqualTo(before.sets());
    }

    @Test
    void aListNeverTakesAwayWhatItDoesNotBring() {
        poll(router());
        read(Scope.COMPLETE, row("17", "10.0.0.1", name("r1"), fact(Attribute.ASSET_TAG, "A-1")));
        later(1);
        read(Scope.COMPLETE, r1());
        assertThat(inventory.claims().index().claims(only()))
                .extracting(Claim::value)
                .contains("A-1");
        assertThat(only().serial()).isEqualTo("S1234");
    }

    @Test
    void aNativeKeyThatIsGoneFromAWholeListEndsThatListsClaimsOnly() {
        poll(router());
        read(Scope.COMPLETE, r1());
        later(1);
        read(Scope.PART);
        assertThat(inventory.claims().sets()).as("a part says nothing of the rest").hasSize(2);
        read(Scope.COMPLETE);
        assertThat(changes)
                .hasExactlyElementsOfTypes(
                        DeviceChanged.class,
                        ClaimChange.ClaimsEnded.class,
                        ClaimChange.ImportRead.class);
        assertThat(inventory.claims().sets())
                .singleElement()
                .matches(s -> s.source().equals("snmp"));
        assertThat(only().witnesses()).containsExactly(Witness.POLL);
        assertThat(only().name()).isEqualTo("r1");
    }

    @Test
    void aRowThatCannotBeReadTodayIsNotGone() {
        read(Scope.COMPLETE, r1());
        read(new ImportedList(provenance(), Scope.COMPLETE, Set.of("17"), List.of()));
        assertThat(inventory.claims().sets()).hasSize(1);
    }

    /// A wrong serial in a list, or a person's, must not make another device of one that answers.
    @Test
    void whatIsBelievedDoesNotDecideWhoADeviceIs() {
        poll(router().chassisMac("02:00:00:00:00:01"));
        read(Scope.PART, r1());
        read(Scope.COMPLETE, row("17", "10.0.0.1", name("r1"), fact(Attribute.SERIAL, "WRONG9")));
        assertThat(only().serial()).isEqualTo("S1234");
        take(Decisions.decide(inventory, serial(only(), "ALSO-WRONG"), Authority.SHIPPED));
        assertThat(changes)
                .hasExactlyElementsOfTypes(DeviceChanged.class, ClaimChange.DecisionMade.class);
        assertThat(only().serial()).isEqualTo("ALSO-WRONG");
        later(20);
        poll(router().chassisMac("02:00:00:00:00:01"));
        assertThat(only().serial()).isEqualTo("ALSO-WRONG");
        assertThat(changes).isEmpty();
    }

    private Decision serial(Device device, String value) {
        List<Claim> about =
                inventory.claims().index().claims(device).stream()
                        .filter(c -> c.attribute() == Attribute.SERIAL)
                        .toList();
        return new Decision(
                device.id(),
                Attribute.SERIAL,
                new Decision.Choice.Value(value),
                "user:anna",
                "read off the box",
                now,
                Instant.MAX,
                Decision.sides(about));
    }

    @Test
    void authorityPassesToTheListWhileTheDeviceIsAwayAndBackWhenItReturns() {
        poll(plain());
        read(Scope.COMPLETE, r1());
        later(1);
        DeviceImported renamed = row("17", "10.0.0.1", name("r1-new"));
        read(Scope.COMPLETE, renamed);
        assertThat(only().name()).isEqualTo("r1");
        later(15);
        read(Scope.COMPLETE, row("17", "10.0.0.1", name("r1-new")));
        assertThat(only().name()).isEqualTo("r1-new");
        poll(plain());
        assertThat(only().name()).isEqualTo("r1");
    }

    @Test
    void aSerialThatForbidsItIsAQuestionAndNoMatch() {
        poll(router());
        read(Scope.COMPLETE, row("17", "10.0.0.1", name("r1"), fact(Attribute.SERIAL, "S9999")));
        assertThat(inventory.devices()).hasSize(2);
        assertThat(conflicts)
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.subject()).isEqualTo("import:list 17");
                    assertThat(c.evidence())
                            .containsExactly(
                                    "10.0.0.1 is of both",
                                    "kept apart: chassis serials [S1234] and [S9999] differ");
                });
    }

    @Test
    void twoRowsAreNeverOneDevice() {
        poll(router());
        read(Scope.COMPLETE, r1(), row("18", "10.0.0.1", name("r1")));
        assertThat(inventory.devices()).hasSize(2);
        assertThat(conflicts).extracting(Conflict::subject).containsExactly("import:list 18");
    }

    @Test
    void aTombstoneComesBackAsTheSameDevice() {
        poll(router());
        DeviceId id = only().id();
        later(200);
        assertThat(presence(only())).isEqualTo(Presence.TOMBSTONE);
        poll(router());
        assertThat(only().id()).isEqualTo(id);
        assertThat(presence(only())).isEqualTo(Presence.ACTIVE);
    }

    @Test
    void aListKeepsAliveOnlyWhatNeverAnswered() {
        poll(router());
        read(Scope.COMPLETE, r1(), row("18", "10.0.0.8", name("listed")));
        later(30);
        read(Scope.COMPLETE, r1(), row("18", "10.0.0.8", name("listed")));
        assertThat(inventory.devices())
                .allMatch(d ->
                        presence(d)
                                == (d.name().equals("r1")
                                        ? Presence.PRESUMED_GONE
                                        : Presence.ACTIVE))
                .hasSize(2);
    }

    private Presence presence(Device device) {
        return PresencePolicy.SHIPPED.presence(
                inventory.claims().index().lastEvidence(device), now);
    }

    @Test
    void claimsAndDecisionsFollowADeviceThatTurnsOutToBeAnother() {
        String engine = "80001f8803020000000001";
        Polls one =
                Polls.at("10.0.0.1").engine(engine).name("a").port(1, "e0", "02:00:00:00:00:01");
        poll(one, Polls.at("10.1.0.1").chassisMac("02:00:00:00:00:99").name("b"));
        assertThat(inventory.devices()).hasSize(2);
        for (Device device : inventory.devices()) {
            take(Decisions.decide(inventory, serial(device, "X"), Authority.SHIPPED));
        }
        later(1);
        poll(one.name("c").chassisMac("02:00:00:00:00:99"));
        DeviceId id = only().id();
        assertThat(inventory.claims().sets()).singleElement().matches(s -> s.device().equals(id));
        assertThat(inventory.claims().decisions())
                .singleElement()
                .matches(d -> d.device().equals(id));
        assertThat(only().name()).isEqualTo("c");
        assertThat(only().serial()).isEqualTo("X");
    }
}
