package io.segwright.inventory.coverage;

import java.util.List;

/// What must exist, what of it is attributed, and one line for each thing that is not.
///
/// @param required devices, traces of devices that never answered, and addresses in use
/// @param attributed of those: inventoried and with an owner
/// @param gaps one for each of `required` that is not attributed, sorted by kind and subject
public record CoverageReport(long required, long attributed, List<Gap> gaps) {
    public CoverageReport {
        gaps = List.copyOf(gaps);
        if (attributed < 0 || attributed + gaps.size() != required) {
            throw new IllegalArgumentException(
                    attributed + " attributed and " + gaps.size() + " gaps: want " + required);
        }
    }

    /// With two decimals, rounded down: 100 means that nothing is missing. 0 where nothing is required, since an
    /// inventory that has not looked has covered nothing.
    public double percent() {
        return required == 0 ? 0 : Math.floorDiv(attributed * 10_000, required) / 100.0;
    }
}
