package io.segwright.inventory.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.attribute.SiteRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.Polls;
import io.segwright.inventory.reconcile.Reconciler;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveAddressesTest {
    private static final DeclaredRanges RANGES =
            DeclaredRanges.of(
                    List.of(new SiteRange("east", Prefix.of("10.255.0.0/24"))),
                    List.of(),
                    List.of());
    private static final List<Observation> BOTH =
            List.of(leaf("1", "10.10.1.11"), leaf("2", "10.10.2.12"));
    private static final InventorySnapshot INVENTORY =
            Reconciler.reconcile(InventorySnapshot.EMPTY, BOTH, RANGES).next();
    private static final List<LiveAddress> KNOWN = LiveAddresses.seenIn(BOTH, INVENTORY);

    private static Observation leaf(String number, String host) {
        return Polls.at("10.255.0.1" + number)
                .name("l" + number)
                .chassisMac("02:00:00:00:00:1" + number)
                .port(2, "br0", "02:00:00:00:01:1" + number)
                .address(2, "10.10." + number + ".1/24")
                .arp(2, host, "02:00:00:00:02:11")
                .poll();
    }

    private static List<String> updated(Observation... observations) {
        return LiveAddresses.updated(KNOWN, List.of(observations), INVENTORY).stream()
                .map(live -> live.address() + " " + live.place())
                .toList();
    }

    @Test
    void aCollectionThatPollsNobodyForgetsNothing() {
        assertThat(updated()).containsExactly("10.10.1.11 l1 port br0", "10.10.2.12 l2 port br0");
    }

    @Test
    void aDeviceThatIsPolledAgainTellsItsNeighboursAnew() {
        assertThat(updated(leaf("1", "10.10.1.99")))
                .containsExactly("10.10.1.99 l1 port br0", "10.10.2.12 l2 port br0");
    }

    @Test
    void whatIsSeenNowBeatsWhatAnotherDeviceSawBefore() {
        assertThat(updated(leaf("1", "10.10.2.12"))).containsExactly("10.10.2.12 l1 port br0");
    }

    @Test
    void aDeviceThatLeftTheInventoryTakesItsNeighboursAlong() {
        assertThat(LiveAddresses.updated(KNOWN, List.of(), InventorySnapshot.EMPTY)).isEmpty();
    }
}
