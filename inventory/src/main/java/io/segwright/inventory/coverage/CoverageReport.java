package io.segwright.inventory.coverage;

import java.util.List;

/// What must exist, what of it is inventoried and owned, and one line for each thing that is not.
///
/// @param addressesInUse live addresses that are no device's own
/// @param addressesOwned of those: allocated to a service and an owner who is there
/// @param owners whether owners were looked up
/// @param gaps one for each thing that is not covered, sorted by kind and subject
public record CoverageReport(
        DeviceCoverage devices,
        long addressesInUse,
        long addressesOwned,
        OwnerDirectory.Extent owners,
        List<Gap> gaps) {
    public CoverageReport {
        gaps = List.copyOf(gaps);
        long missing = devices.known() - devices.owned() + addressesInUse - addressesOwned;
        if (addressesOwned > addressesInUse || missing != gaps.size()) {
            throw new IllegalArgumentException(
                    missing + " things not covered and " + gaps.size() + " gaps: want as many");
        }
    }

    /// Devices, traces of devices that never answered, and addresses in use.
    public long required() {
        return devices.known() + addressesInUse;
    }

    /// Of those: inventoried and with an owner.
    public long attributed() {
        return devices.owned() + addressesOwned;
    }

    /// Attributed of the known things, with two decimals, rounded down: 100 means that nothing is missing. 0 where
    /// nothing is required, since an inventory that has not looked has covered nothing.
    public double percent() {
        return required() == 0 ? 0 : Math.floorDiv(attributed() * 10_000, required()) / 100.0;
    }
}
