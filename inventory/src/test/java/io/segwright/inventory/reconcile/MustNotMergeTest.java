package io.segwright.inventory.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What looks like one device and is two, and what looks like two and is one.
class MustNotMergeTest {
    private static final String ENGINE = "80001f8803001b2100000a";

    private static Reconciliation run(InventorySnapshot current, Polls... polls) {
        List<Observation> observations = new ArrayList<>();
        for (Polls poll : polls) {
            observations.add(poll.poll());
        }
        return Reconciler.reconcile(current, observations, DeclaredRanges.NONE);
    }

    private static InventorySnapshot after(InventorySnapshot current, int days, Polls... polls) {
        for (Polls poll : polls) {
            poll.when(Polls.START.plus(Duration.ofDays(days)));
        }
        return run(current, polls).next();
    }

    private static Device at(InventorySnapshot snapshot, String address) {
        return snapshot.devices().stream()
                .filter(d -> d.managementAddresses().contains(IpAddress.of(address)))
                .findFirst()
                .orElseThrow();
    }

    private static Polls router(int number, String... addresses) {
        Polls poll =
                Polls.at(addresses[0])
                        .name("router")
                        .port(1, "eth0", "00:1b:21:00:0" + number + ":01")
                        .port(2, "eth1", "00:1b:21:00:0" + number + ":02");
        for (String address : addresses) {
            poll.address(1, address + "/24");
        }
        return poll;
    }

    @ParameterizedTest(name = "{0} tells {1}")
    @CsvSource(
            textBlock =
                    """
                    00:1b:21:aa:bb:cc, BURNT_IN
                    02:10:00:07:00:01, ASSIGNED
                    00:50:56:12:34:57, ASSIGNED
                    08:00:27:12:34:57, ASSIGNED
                    00:00:00:00:00:00, CONSTANT
                    ff:ff:ff:ff:ff:ff, CONSTANT
                    01:02:03:04:05:06, CONSTANT
                    00:01:02:03:04:05, CONSTANT
                    00:02:03:04:05:06, CONSTANT
                    02:00:00:00:00:00, CONSTANT
                    12:34:56:ab:cd:ef, CONSTANT
                    00:11:22:33:44:56, CONSTANT
                    e8:27:25:00:00:00, CONSTANT
                    22:22:22:22:22:22, CONSTANT
                    00:00:5e:00:01:07, CONSTANT
                    00:00:5e:00:02:07, CONSTANT
                    00:00:0c:07:ac:01, CONSTANT
                    00:00:0c:9f:f0:01, CONSTANT
                    00:07:b4:00:01:02, CONSTANT
                    00:09:0f:09:00:03, CONSTANT
                    """)
    void macAddressesTellByTheirOrigin(String mac, MacOrigin origin) {
        assertThat(MacOrigin.of(MacAddress.of(mac))).isEqualTo(origin);
    }

    @Test
    void aVirtualRoutersAddressJoinsNobody() {
        Polls active =
                router(1, "10.255.0.1").engine(ENGINE).virtual("10.255.0.254", "00:00:5e:00:01:01");
        InventorySnapshot first =
                run(
                                InventorySnapshot.EMPTY,
                                active,
                                router(2, "10.255.0.2").engine("80001f8803001b2100000b"),
                                at254(1).engine(ENGINE))
                        .next();
        assertThat(first.devices()).hasSize(2);
        assertThat(at(first, "10.255.0.1").managementAddresses())
                .as("no address of its own")
                .containsExactly(IpAddress.of("10.255.0.1"));
        Reconciliation later =
                run(
                        first,
                        router(1, "10.255.0.1").engine(ENGINE),
                        at254(2).engine("80001f8803001b2100000b"));
        assertThat(later.next().devices()).hasSize(2);
        assertThat(later.answered().get(IpAddress.of("10.255.0.254")))
                .as("whose answer it was is told all the same")
                .isEqualTo(at(first, "10.255.0.2").id());
    }

    private static Polls at254(int number) {
        return Polls.at("10.255.0.254")
                .name("router")
                .port(1, "eth0", "00:1b:21:00:0" + number + ":01")
                .port(2, "eth1", "00:1b:21:00:0" + number + ":02")
                .port(9, "vrrp", "00:00:5e:00:01:01")
                .address(1, "10.255.0." + number + "/24")
                .address(1, "10.255.0.254/24")
                .virtual("10.255.0.254", "00:00:5e:00:01:01");
    }

    @Test
    void anAnycastLoopbackJoinsNobody() {
        Polls[] resolvers = new Polls[4];
        for (int i = 0; i < 4; i++) {
            resolvers[i] =
                    router(i + 1, "10.255.0." + (i + 1), "10.53.53.53")
                            .name("dns")
                            .loopback("10.53.53.53");
        }
        InventorySnapshot snapshot = run(InventorySnapshot.EMPTY, resolvers).next();
        assertThat(snapshot.devices()).hasSize(4);
        Polls nearest = router(3, "10.255.0.3", "10.53.53.53").name("dns").loopback("10.53.53.53");
        DevicePolled there = nearest.poll().toBuilder().build();
        assertThat(
                        Reconciler.reconcile(snapshot, List.of(there), DeclaredRanges.NONE)
                                .next()
                                .devices())
                .hasSize(4);
    }

    @Test
    void oneModelsInternalMacsJoinNobody() {
        Polls[] routers = new Polls[3];
        for (int i = 0; i < 3; i++) {
            routers[i] = Polls.at("10.255.0." + (i + 1)).engine("80000a4c010aff000" + (i + 1));
            for (int port = 0; port < 20; port++) {
                routers[i].port(port, "xe" + port, "00:1b:21:0%d:00:%02x".formatted(i, port + 1));
            }
            routers[i]
                    .port(900, "em0", "02:00:00:00:00:04")
                    .port(901, "em1", "02:00:01:00:00:04")
                    .port(902, "pfe", "00:1b:21:ff:ff:01");
        }
        assertThat(run(InventorySnapshot.EMPTY, routers).next().devices()).hasSize(3);
    }

    @Test
    void maskedSerialsAndZeroBridgeMacsAreNoKeys() {
        List<Polls> polls = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            polls.add(
                    Polls.at("10.255.0." + i)
                            .name("<private>")
                            .serial("acme", "<private>")
                            .bridge("00:00:00:00:00:00"));
        }
        InventorySnapshot snapshot =
                run(InventorySnapshot.EMPTY, polls.toArray(Polls[]::new)).next();
        assertThat(snapshot.devices()).hasSize(8).allMatch(d -> d.keys().isEmpty());
    }

    @Test
    void aConfigurationInTheLabIsNotTheOriginal() {
        Polls original = Polls.at("10.255.0.1").name("core").engine(ENGINE).loopback("10.0.0.1");
        original.address(1, "10.255.0.1/24").address(2, "10.0.0.1/32");
        Polls copy = Polls.at("10.9.0.1").name("core").engine(ENGINE).loopback("10.0.0.1");
        copy.address(1, "10.255.0.1/24").address(2, "10.0.0.1/32").address(3, "10.9.0.1/24");
        assertThat(run(InventorySnapshot.EMPTY, original, copy).next().devices()).hasSize(2);
    }

    @Test
    void theUnitsOfAFirewallPairShareAllButAnAddress() {
        Polls one = firewall(1, "10.255.0.1");
        Polls other = firewall(2, "10.255.0.2");
        InventorySnapshot snapshot = run(InventorySnapshot.EMPTY, one, other).next();
        assertThat(snapshot.devices()).hasSize(2);
        Set<DeviceId> ids = ids(snapshot);
        Polls floating = firewall(2, "10.255.0.2").address(1, "10.255.0.9/24");
        InventorySnapshot moved =
                Reconciler.reconcile(
                                snapshot,
                                List.of(firewall(1, "10.255.0.1").poll(), floating.poll()),
                                DeclaredRanges.NONE)
                        .next();
        assertThat(ids(moved)).isEqualTo(ids);
    }

    private static Polls firewall(int unit, String address) {
        return Polls.at(address)
                .name("fw")
                .engine(ENGINE)
                .port(1, "mgmt", "00:1b:21:00:0" + unit + ":01")
                .port(2, "ha", "00:1b:21:00:0" + unit + ":02")
                .port(3, "data1", "00:10:db:ff:10:01")
                .port(4, "data2", "00:10:db:ff:10:02")
                .port(5, "data3", "00:10:db:ff:10:03")
                .address(1, address + "/24");
    }

    private static Set<DeviceId> ids(InventorySnapshot snapshot) {
        return snapshot.devices().stream()
                .map(Device::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aChassisThatWasReplacedIsANewDeviceAndTheOldOneEndsWhenItStaysAway() {
        InventorySnapshot before =
                after(InventorySnapshot.EMPTY, 0, router(1, "10.255.0.1").engine(ENGINE));
        DeviceId old = at(before, "10.255.0.1").id();
        Polls spare = router(2, "10.255.0.1").engine(ENGINE).serial("cisco", "FOC2");
        InventorySnapshot sameDay = after(before, 0, spare);
        assertThat(sameDay.devices()).hasSize(2);
        InventorySnapshot nextDay = after(sameDay, 2, spare);
        assertThat(nextDay.devices()).hasSize(1);
        assertThat(nextDay.devices().getFirst().id()).isNotEqualTo(old);
        Reconciliation ended =
                Reconciler.reconcile(
                        sameDay,
                        List.of(spare.when(Polls.START.plus(Duration.ofDays(2))).poll()),
                        DeclaredRanges.NONE);
        assertThat(ended.changes())
                .filteredOn(c -> c instanceof InventoryChange.DeviceEnded)
                .singleElement()
                .satisfies(c ->
                        assertThat(((InventoryChange.DeviceEnded) c).evidence())
                                .hasSize(3)
                                .anyMatch(
                                        line -> line.contains("answers as 'router' at 10.255.0.1"))
                                .anyMatch(line ->
                                        line.equals(
                                                "not the same: no interface MAC in common, of 2 and 2"))
                                .anyMatch(line -> line.startsWith("last seen ")));
        InventorySnapshot repaired =
                after(nextDay, 30, router(1, "10.7.0.1").name("spare").engine(ENGINE));
        assertThat(at(repaired, "10.7.0.1").id()).as("the old box is back").isEqualTo(old);
    }

    @Test
    void aRenamedRenumberedAndMovedDeviceIsItself() {
        InventorySnapshot before =
                after(
                        InventorySnapshot.EMPTY,
                        0,
                        router(1, "10.255.0.1").serial("cisco", "FOC1").engine(ENGINE));
        InventorySnapshot moved =
                after(
                        before,
                        9,
                        router(1, "10.7.0.1")
                                .site("west")
                                .name("edge-9")
                                .serial("cisco", "FOC1")
                                .engine(ENGINE));
        assertThat(ids(moved)).isEqualTo(ids(before));
        assertThat(moved.devices().getFirst().site()).isEqualTo("west");
    }

    @Test
    void interfaceNumbersMayChange() {
        InventorySnapshot before = after(InventorySnapshot.EMPTY, 0, router(1, "10.255.0.1"));
        Polls rebooted =
                Polls.at("10.255.0.1")
                        .name("router")
                        .port(501, "eth0", "00:1b:21:00:01:01")
                        .port(502, "eth1", "00:1b:21:00:01:02")
                        .address(501, "10.255.0.1/24");
        assertThat(ids(after(before, 1, rebooted))).isEqualTo(ids(before));
    }

    /// A real pair: one switch under two names, known by its serial and its engine.
    @Test
    void oneSerialAndOneEngineAreOneDeviceUnderTwoNames() {
        Polls one = Polls.at("10.255.0.1").name("DUMSYS-52").serial("cisco", "SSI1").engine(ENGINE);
        Polls other = Polls.at("10.255.0.2").name("n5k").serial("cisco", "SSI1").engine(ENGINE);
        assertThat(run(InventorySnapshot.EMPTY, one, other).next().devices()).hasSize(1);
    }

    @Test
    void aPollThatWasReadInPartMakesNoSecondDevice() {
        InventorySnapshot known =
                after(
                        InventorySnapshot.EMPTY,
                        0,
                        router(1, "10.255.0.1").serial("cisco", "FOC1").engine(ENGINE));
        Polls part =
                Polls.at("10.255.0.77")
                        .name("router")
                        .engine(ENGINE)
                        .incomplete("ifTable: timeout after 0 rows");
        Reconciliation result = run(known, part);
        assertThat(result.next().devices()).hasSize(1);
        assertThat(result.conflicts())
                .singleElement()
                .satisfies(conflict -> {
                    assertThat(conflict.subject()).isEqualTo("10.255.0.77");
                    assertThat(conflict.question()).startsWith("which device answered?");
                    assertThat(conflict.evidence())
                            .contains("may be " + known.devices().getFirst().id());
                });
    }

    @Test
    void aDeviceOfWhichOnlyAnAddressIsKnownEndsWithIt() {
        InventorySnapshot before =
                after(InventorySnapshot.EMPTY, 0, Polls.at("10.255.0.1").name("old"));
        Polls other = router(1, "10.255.0.1").name("new").serial("cisco", "FOC1");
        Reconciliation result =
                Reconciler.reconcile(
                        before,
                        List.of(other.when(Polls.START.plus(Duration.ofDays(1))).poll()),
                        DeclaredRanges.NONE);
        assertThat(result.next().devices()).extracting(Device::name).containsExactly("new");
        assertThat(result.changes())
                .filteredOn(c -> c instanceof InventoryChange.DeviceEnded)
                .singleElement()
                .satisfies(c ->
                        assertThat(((InventoryChange.DeviceEnded) c).evidence())
                                .containsExactly(
                                        "nothing is known of it but [10.255.0.1], where another"
                                                + " device answers now"));
    }

    @Test
    void twoKnownDevicesAreNotMergedByAnAddressAlone() {
        InventorySnapshot known =
                after(
                        after(
                                InventorySnapshot.EMPTY,
                                0,
                                Polls.at("10.255.0.1").name("sw").serial("cisco", "FOC1")),
                        0,
                        Polls.at("10.255.0.2").name("sw"));
        assertThat(known.devices()).hasSize(2);
        Polls link =
                Polls.at("10.255.0.1")
                        .name("sw")
                        .serial("cisco", "FOC1")
                        .address(1, "10.255.0.1/24")
                        .address(1, "10.255.0.2/24");
        assertThat(after(known, 1, link).devices()).hasSize(2);
    }

    @Test
    void anAgentThatStopsToShowItsSerialIsNotTakenForItself() {
        InventorySnapshot known =
                after(
                        InventorySnapshot.EMPTY,
                        0,
                        Polls.at("10.255.0.1").name("fw").serial("cisco", "FOC1"));
        Polls silent = Polls.at("10.255.0.1").name("fw");
        assertThat(after(known, 1, silent).devices()).hasSize(2);
        Polls inPart = Polls.at("10.255.0.1").name("fw").incomplete("entPhysicalTable: timeout");
        assertThat(after(known, 1, inPart).devices()).hasSize(1);
    }
}
