package io.segwright.inventory.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.claim.Authority;
import io.segwright.inventory.claim.Belief;
import io.segwright.inventory.claim.Believed;
import io.segwright.inventory.claim.Claim;
import io.segwright.inventory.claim.ImportedList;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DevicePolled.Part;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.SystemFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A poll that skips the hardware, since its change stamp stands still, carries name, location and contact only. It
/// confirms what was said of the hardware before: nothing of that goes stale, and nothing is written.
class ConfirmedClaimsTest {
    private static final IpAddress HERE = IpAddress.of("192.0.2.1");
    private static final IdentityKey SERIAL = new IdentityKey.ManufacturerSerial("acme", "S1234");
    private static final List<AttributeFact> HARDWARE =
            List.of(
                    fact(Attribute.VENDOR, "Acme", 80, "sysObjectID"),
                    fact(Attribute.VENDOR, "Acme Ltd", 50, "iana-pen.tsv"),
                    fact(Attribute.MODEL, "A-48", 90, "entPhysicalModelName.1"),
                    fact(Attribute.SERIAL, "S1234", 90, "entPhysicalSerialNum.1"),
                    fact(Attribute.OS, "AcmeOS", 70, "sysDescr"),
                    fact(Attribute.VERSION, "7.1", 90, "entPhysicalSoftwareRev.1"));
    private Instant now = Polls.START;
    private InventorySnapshot inventory = InventorySnapshot.EMPTY;
    private List<InventoryChange> changes = List.of();

    private static AttributeFact fact(Attribute attribute, String value, int sure, String where) {
        return new AttributeFact(attribute, value, sure, where);
    }

    private void poll(List<AttributeFact> facts, String location, Part... unchanged) {
        List<AttributeFact> all = new ArrayList<>(facts);
        all.add(fact(Attribute.NAME, "sw1", 90, "sysName.0"));
        if (!location.isEmpty()) {
            all.add(fact(Attribute.LOCATION, location, 90, "sysLocation.0"));
        }
        DevicePolled poll =
                DevicePolled.builder(
                                new Provenance("snmp", HERE, now),
                                new SystemFacts("sw1", "box", "", location, "", 6))
                        .keys(Set.of(SERIAL))
                        .attributes(all)
                        .unchanged(Set.of(unchanged))
                        .build();
        take(Reconciler.reconcile(inventory, List.of(poll), DeclaredRanges.NONE));
    }

    private void skipped(String location) {
        poll(List.of(), location, Part.HARDWARE);
    }

    private void take(Reconciliation result) {
        inventory = result.next();
        changes = result.changes();
    }

    private void later(int days) {
        now = now.plus(Duration.ofDays(days));
    }

    private Device device() {
        assertThat(inventory.devices()).hasSize(1);
        return inventory.devices().getFirst();
    }

    private List<Claim> claims() {
        return inventory.claims().index().claims(device());
    }

    private Believed believed(Attribute attribute) {
        return Belief.resolve(
                        claims().stream().filter(c -> c.attribute() == attribute).toList(),
                        inventory.claims().index().decision(device().id(), attribute),
                        Authority.SHIPPED,
                        now)
                .orElseThrow();
    }

    @Test
    void whatWasSaidOfTheHardwareIsHeardAgainAndNothingIsWritten() {
        poll(HARDWARE, "rack 3");
        List<Claim> before = claims();
        for (int day = 0; day < 40; day++) {
            later(1);
            skipped("rack 3");
            assertThat(changes).as("day " + day).isEmpty();
        }
        assertThat(claims())
                .hasSameSizeAs(before)
                .allSatisfy(claim -> {
                    assertThat(claim.lastSaid()).isEqualTo(now);
                    assertThat(claim.since()).isEqualTo(Polls.START);
                });
        assertThat(device().software()).isEqualTo("7.1");
        assertThat(device().model()).isEqualTo("A-48");
        for (Attribute attribute :
                List.of(Attribute.VENDOR, Attribute.MODEL, Attribute.SERIAL, Attribute.VERSION)) {
            assertThat(believed(attribute).standing())
                    .as(attribute.name())
                    .isEqualTo(Believed.Standing.LIVE);
        }
    }

    /// The device is believed while it answered in the last 14 days, a list when it was read in the last 35.
    @Test
    void aListDoesNotTakeOverWhileTheDeviceGoesOnAnswering() {
        poll(HARDWARE, "rack 3");
        later(30);
        Provenance list = new Provenance("import:list", HERE, now);
        DeviceImported row =
                new DeviceImported(
                        list,
                        "17",
                        "",
                        Set.of(SERIAL),
                        List.of(fact(Attribute.MODEL, "A-24", 70, "line 2")),
                        List.of(),
                        List.of(new AddressFact(HERE, 24, 0, Vrf.DEFAULT)));
        take(
                Reconciler.reconcileImport(
                        inventory,
                        new ImportedList(list, ImportedList.Scope.COMPLETE, List.of(row)),
                        DeclaredRanges.NONE,
                        Authority.SHIPPED));
        assertThat(device().model()).isEqualTo("A-24"); // the device has not answered for a month
        skipped("rack 3");
        assertThat(device().model()).isEqualTo("A-48");
    }

    @Test
    void whatEveryPollReadsIsHeardWholeAllTheSame() {
        poll(HARDWARE, "rack 3");
        later(1);
        skipped("");
        assertThat(claims())
                .filteredOn(c -> c.attribute() == Attribute.LOCATION)
                .singleElement()
                .satisfies(c -> assertThat(c.lastSaid()).isEqualTo(now));
        assertThat(changes).hasAtLeastOneElementOfType(ClaimChange.ClaimsSaid.class);
        later(1);
        skipped("");
        assertThat(changes).isEmpty();
        later(1);
        skipped("rack 4");
        assertThat(believed(Attribute.LOCATION).claim().value()).isEqualTo("rack 4");
        assertThat(device().model()).isEqualTo("A-48");
    }

    @Test
    void aFullReadAfterwardsSaysWhatIsNoLongerSo() {
        poll(HARDWARE, "rack 3");
        later(1);
        skipped("rack 3");
        later(1);
        poll(List.of(fact(Attribute.VERSION, "7.2", 90, "entPhysicalSoftwareRev.1")), "rack 3");
        assertThat(device().software()).isEqualTo("7.2");
        Instant gone = now;
        later(1);
        skipped("rack 3");
        assertThat(changes).isEmpty();
        assertThat(claims())
                .filteredOn(c -> c.attribute() == Attribute.SERIAL)
                .as("a word that was taken back is not confirmed")
                .singleElement()
                .satisfies(c -> assertThat(c.lastSaid()).isEqualTo(gone));
    }
}
