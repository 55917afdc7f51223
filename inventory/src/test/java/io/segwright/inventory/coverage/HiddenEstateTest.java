package io.segwright.inventory.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.coverage.HiddenEstate.Box;
import io.segwright.inventory.estimate.UnseenEstimate;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.Polls;
import io.segwright.inventory.reconcile.Reconciler;
import io.segwright.inventory.reconcile.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Devices hidden from every collector: whether the gap list names those that left traces, and nothing else.
class HiddenEstateTest {
    private static final int SITES = 40;

    @ParameterizedTest(name = "seed {0}, {1} of the devices hidden")
    @CsvSource({"1, 0.005", "2, 0.01", "3, 0.02", "4, 0.05"})
    void theGapListNamesWhatIsHiddenAndNothingElse(long seed, double hiddenShare) {
        HiddenEstate estate = new HiddenEstate(seed, SITES, hiddenShare);
        InventorySnapshot snapshot =
                Reconciler.reconcile(
                                InventorySnapshot.EMPTY, estate.observations(), estate.ranges())
                        .next();
        Map<IpAddress, Gap> gaps = gaps(snapshot, estate);
        long hidden = estate.boxes().stream().filter(Box::hidden).count();
        long traced = estate.boxes().stream().filter(estate::isTraced).count();
        long listed = 0;
        long placed = 0;
        long placeable = 0;
        long right = 0;
        for (Box box : estate.boxes()) {
            Optional<Gap> gap = Optional.ofNullable(gaps.remove(estate.addressOf(box)));
            assertThat(gap.isPresent() && !box.hidden()).as("false gap: %s", box).isFalse();
            if (!estate.isTraced(box)) {
                continue;
            }
            listed += gap.isPresent() ? 1 : 0;
            if (!estate.places(box).isEmpty()) {
                placeable++;
                String place = gap.map(Gap::place).orElse("");
                placed += place.isEmpty() ? 0 : 1;
                right += estate.places(box).contains(place) ? 1 : 0;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "seed %d: %d devices, %d hidden, %d with traces, %d listed; place told of %d of %d, right %d; %d false gaps%n",
                seed,
                estate.boxes().size(),
                hidden,
                traced,
                listed,
                placed,
                placeable,
                right,
                gaps.size());
        assertThat(gaps).as("gaps of nothing that is hidden").isEmpty();
        assertThat((double) listed).isGreaterThanOrEqualTo(0.99 * traced);
        assertThat((double) right).isGreaterThanOrEqualTo(0.99 * placeable);
        assertThat(snapshot.devices())
                .filteredOn(device -> !device.isOnlyListed())
                .hasSize((int) (estate.boxes().size() - hidden));
    }

    private static Map<IpAddress, Gap> gaps(InventorySnapshot snapshot, HiddenEstate estate) {
        CoverageReport report =
                Coverage.of(
                        snapshot,
                        AttributionIndex.build(List.of(), Polls.START),
                        List.of(),
                        estate.ranges());
        long unseen =
                estate.boxes().stream().filter(Box::hidden).count()
                        - estate.boxes().stream().filter(estate::isTraced).count();
        assertThat(report.devices().unseen())
                .isInstanceOfSatisfying(
                        UnseenEstimate.Estimated.class,
                        found -> assertThat(found.interval().contains(unseen)).isTrue());
        Map<IpAddress, Gap> gaps = new HashMap<>();
        for (Gap gap : report.gaps()) {
            if (gap.kind() != GapKind.DEVICE_WITHOUT_OWNER) {
                Trace trace =
                        snapshot.traces().stream()
                                .filter(t -> t.subject().equals(gap.subject()))
                                .findFirst()
                                .orElseThrow();
                gaps.put(
                        trace.addresses().isEmpty()
                                ? IpAddress.of("0.0.0.0")
                                : trace.addresses().getFirst(),
                        gap);
            }
        }
        return gaps;
    }
}
