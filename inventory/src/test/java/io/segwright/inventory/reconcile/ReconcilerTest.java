package io.segwright.inventory.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.attribute.SiteRange;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.reconcile.ClaimChange.ClaimsSaid;
import io.segwright.inventory.reconcile.InventoryChange.DeviceAdded;
import io.segwright.inventory.reconcile.InventoryChange.DeviceChanged;
import io.segwright.inventory.reconcile.InventoryChange.DevicesMerged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    private static final String ENGINE = "80001f8803020000000001";
    private static final DeclaredRanges RANGES =
            DeclaredRanges.of(
                    List.of(new SiteRange("east", Prefix.of("10.255.0.0/24"))),
                    List.of(),
                    List.of());

    private static Reconciliation run(InventorySnapshot current, Observation... observations) {
        return Reconciler.reconcile(current, List.of(observations), RANGES);
    }

    private static Polls router(String address) {
        return Polls.at(address)
                .name("r1")
                .chassisMac("02:00:00:00:00:01")
                .engine(ENGINE)
                .port(1, "eth0", "02:00:00:00:00:01")
                .port(2, "eth1", "02:00:00:00:00:02")
                .address(1, "10.255.0.1/24")
                .address(2, "10.1.0.1/31");
    }

    @Test
    void aDeviceAtTwoAddressesOfOneBatchIsOneDevice() {
        Reconciliation result =
                run(
                        InventorySnapshot.EMPTY,
                        router("10.255.0.1").poll(),
                        router("10.1.0.1").poll());
        assertThat(result.next().devices()).hasSize(1);
        assertThat(result.next().devices().getFirst().managementAddresses())
                .containsExactly(IpAddress.of("10.1.0.1"), IpAddress.of("10.255.0.1"));
        assertThat(result.changes()).hasExactlyElementsOfTypes(DeviceAdded.class, ClaimsSaid.class);
        assertThat(((DeviceAdded) result.changes().getFirst()).evidence())
                .contains("chassis-mac:02:00:00:00:00:01: no device matches");
    }

    @Test
    void anObservationThatSaysNothingNewYieldsNoChange() {
        Reconciliation first = run(InventorySnapshot.EMPTY, router("10.255.0.1").poll());
        Reconciliation second =
                run(first.next(), router("10.255.0.1").when(Polls.START.plusSeconds(3600)).poll());
        assertThat(second.changes()).isEmpty();
        assertThat(second.next().devices().getFirst().lastSeen())
                .isEqualTo(Polls.START.plusSeconds(3600));
    }

    @Test
    void aNewNameIsAChangeOfTheSameDevice() {
        Reconciliation first = run(InventorySnapshot.EMPTY, router("10.255.0.1").poll());
        Reconciliation second = run(first.next(), router("10.255.0.1").name("core-1").poll());
        assertThat(second.changes())
                .hasExactlyElementsOfTypes(DeviceChanged.class, ClaimsSaid.class);
        DeviceChanged changed = (DeviceChanged) second.changes().getFirst();
        assertThat(changed.after().id()).isEqualTo(changed.before().id());
        assertThat(changed.after().name()).isEqualTo("core-1");
        assertThat(changed.evidence())
                .singleElement()
                .asString()
                .contains("chassis-mac:02:00:00:00:00:01, engine-id:" + ENGINE);
    }

    @Test
    void absenceOverwritesNothing() {
        Reconciliation first =
                run(InventorySnapshot.EMPTY, router("10.255.0.1").serial("acme", "S1234").poll());
        Observation poor = Polls.at("10.255.0.1").engine(ENGINE).system("", "", 0).site("").poll();
        Reconciliation second = run(first.next(), poor);
        assertThat(second.next().devices()).isEqualTo(first.next().devices());
        assertThat(second.changes()) // it says less, and that is noted
                .hasExactlyElementsOfTypes(ClaimsSaid.class);
    }

    @Test
    void aTableReadInPartTakesNothingAway() {
        Reconciliation first = run(InventorySnapshot.EMPTY, router("10.255.0.1").poll());
        Observation partly =
                Polls.at("10.255.0.1")
                        .name("r1")
                        .chassisMac("02:00:00:00:00:01")
                        .engine(ENGINE)
                        .port(1, "eth0", "02:00:00:00:00:01")
                        .address(1, "10.255.0.1/24")
                        .incomplete("ifTable: timeout after 1 row")
                        .poll();
        assertThat(run(first.next(), partly).changes()).isEmpty();
    }

    @Test
    void aSerialAloneMergesNothing() {
        Observation one = Polls.at("10.255.0.1").name("a").serial("acme", "S1234").poll();
        Observation other = Polls.at("10.255.0.2").name("a").serial("acme", "S1234").poll();
        Reconciliation result = run(InventorySnapshot.EMPTY, one, other);
        assertThat(result.next().devices()).hasSize(2);
        assertThat(result.conflicts())
                .singleElement()
                .satisfies(conflict -> {
                    assertThat(conflict.subject()).isEqualTo("serial:acme/S1234");
                    assertThat(conflict.evidence())
                            .hasSize(2)
                            .allMatch(e -> e.contains("'a' at 10.255.0."));
                });
    }

    @Test
    void differentChassisSerialsAreNeverOneDeviceWhateverElseMatches() {
        Observation one = router("10.255.0.1").serial("acme", "S1234").poll();
        Observation clone = router("10.255.0.2").serial("acme", "S9999").poll();
        Reconciliation result = run(InventorySnapshot.EMPTY, one, clone);
        assertThat(result.next().devices()).hasSize(2);
        assertThat(result.conflicts())
                .extracting(Conflict::subject)
                .containsExactly("chassis-mac:02:00:00:00:00:01", "engine-id:" + ENGINE);
        assertThat(result.conflicts().getFirst().evidence())
                .hasSize(3)
                .anyMatch(line -> line.endsWith("'r1' at 10.255.0.1, serial S1234"))
                .anyMatch(line -> line.endsWith("'r1' at 10.255.0.2, serial S9999"))
                .last()
                .asString()
                .matches("kept apart: chassis serials \\[S.*] and \\[S.*] differ");
        Reconciliation later = run(run(InventorySnapshot.EMPTY, one).next(), clone);
        assertThat(later.next().devices()).hasSize(2);
    }

    @Test
    void aClonedEngineIdMergesNothing() {
        List<Observation> clones = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            clones.add(
                    Polls.at("10.255.0." + i)
                            .name("vm")
                            .engine(ENGINE)
                            .port(1, "eth0", "02:00:00:00:0" + i + ":01")
                            .port(2, "eth1", "02:00:00:00:0" + i + ":02")
                            .poll());
        }
        Reconciliation result = Reconciler.reconcile(InventorySnapshot.EMPTY, clones, RANGES);
        assertThat(result.next().devices()).hasSize(5);
        assertThat(result.conflicts())
                .singleElement()
                .satisfies(c -> assertThat(c.question()).startsWith("a constant"));
        assertThat(Reconciler.reconcile(result.next(), clones, RANGES).changes()).isEmpty();
    }

    @Test
    void newEvidenceLinksTwoThatWereKeptApart() {
        Observation byEngine =
                Polls.at("10.255.0.1").engine(ENGINE).port(1, "eth0", "02:00:00:00:00:01").poll();
        Observation byChassis = Polls.at("10.1.0.1").chassisMac("02:00:00:00:00:99").poll();
        Reconciliation apart = run(InventorySnapshot.EMPTY, byEngine, byChassis);
        assertThat(apart.next().devices()).hasSize(2);
        Observation link =
                Polls.at("10.255.0.1")
                        .engine(ENGINE)
                        .chassisMac("02:00:00:00:00:99")
                        .port(1, "eth0", "02:00:00:00:00:01")
                        .poll();
        Reconciliation linked = run(apart.next(), link);
        assertThat(linked.next().devices()).hasSize(1);
        assertThat(linked.changes()).hasAtLeastOneElementOfType(DevicesMerged.class);
        Device device = linked.next().devices().getFirst();
        assertThat(device.managementAddresses())
                .containsExactly(IpAddress.of("10.1.0.1"), IpAddress.of("10.255.0.1"));
    }

    @Test
    void aDeviceWithoutAnyKeyIsFoundAgainAtItsAddressByItsName() {
        Observation poll = Polls.at("10.255.0.7").name("old-switch").poll();
        Reconciliation first = run(InventorySnapshot.EMPTY, poll);
        assertThat(run(first.next(), poll).changes()).isEmpty();
        assertThat(((DeviceAdded) first.changes().getFirst()).evidence())
                .containsExactly("10.255.0.7: shows no key; known by its address");
    }

    @Test
    void anAddressThatAnotherDeviceTookIsReleased() {
        Reconciliation first = run(InventorySnapshot.EMPTY, router("10.255.0.1").poll());
        Observation other =
                Polls.at("10.255.0.1")
                        .name("r2")
                        .chassisMac("02:00:00:00:00:77")
                        .when(Polls.START.plusSeconds(60))
                        .poll();
        Reconciliation second = run(first.next(), other);
        assertThat(second.next().devices()).hasSize(2);
        assertThat(
                        second.next().devices().stream()
                                .filter(d -> d.name().equals("r1"))
                                .findFirst()
                                .orElseThrow()
                                .managementAddresses())
                .isEmpty();
    }

    @Test
    void sharedMacsAndPlaceholderSerialsAreNoKeys() {
        Observation one =
                Polls.at("10.255.0.1")
                        .chassisMac("00:00:5e:00:01:07")
                        .serial("acme", "0123456789")
                        .engine("8000000000000000")
                        .poll();
        Device device = run(InventorySnapshot.EMPTY, one).next().devices().getFirst();
        assertThat(device.keys()).containsExactly(new IdentityKey.EngineId("8000000000000000"));
    }

    @Test
    void twoLoopbackAddressesAreOneConfigurationAndNotEnough() {
        Polls one = Polls.at("10.255.0.1").name("a");
        Polls spare = Polls.at("10.255.0.2").name("a");
        for (String loopback : List.of("10.0.0.1", "fd00::1")) {
            IdentityKey key = new IdentityKey.LoopbackAddress(Vrf.DEFAULT, IpAddress.of(loopback));
            one.key(key);
            spare.key(key);
        }
        assertThat(run(InventorySnapshot.EMPTY, one.poll(), spare.poll()).next().devices())
                .hasSize(2);
    }

    @Test
    void rolesComeFromNeighboursThenFromRoutesThenFromServices() {
        Observation leaf =
                Polls.at("10.255.0.1")
                        .name("leaf")
                        .chassisMac("02:00:00:00:00:01")
                        .system("1.3.6.1.4.1.8072.3.2.10", "Linux leaf 6.1.0", 78)
                        .neighbor(
                                "eth1",
                                "02:00:00:00:00:02",
                                "host",
                                Set.of("station"),
                                "10.255.0.2")
                        .neighbor("eth2", "02:00:00:00:00:03", "sw", Set.of("bridge"), "10.255.0.3")
                        .poll();
        Observation host =
                Polls.at("10.255.0.2")
                        .name("host")
                        .chassisMac("02:00:00:00:00:02")
                        .system("", "", 78)
                        .route("0.0.0.0/0", "10.255.0.4")
                        .poll();
        Observation bridge =
                Polls.at("10.255.0.3").name("sw").chassisMac("02:00:00:00:00:03").poll();
        Observation gateway =
                Polls.at("10.255.0.4").name("gw").engine(ENGINE).system("", "", 72).poll();
        assertThat(run(InventorySnapshot.EMPTY, leaf, host, bridge, gateway).next().devices())
                .extracting(Device::name, Device::role)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("leaf", Role.ROUTER),
                        org.assertj.core.groups.Tuple.tuple("host", Role.HOST),
                        org.assertj.core.groups.Tuple.tuple("sw", Role.SWITCH),
                        org.assertj.core.groups.Tuple.tuple("gw", Role.ROUTER));
    }

    @Test
    void nothingObservedIsNoChange() {
        assertThat(run(InventorySnapshot.EMPTY).changes()).isEmpty();
        assertThat(Arrays.asList(run(InventorySnapshot.EMPTY).next()))
                .containsExactly(InventorySnapshot.EMPTY);
    }
}
