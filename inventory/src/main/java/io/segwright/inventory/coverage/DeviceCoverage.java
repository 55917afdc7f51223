package io.segwright.inventory.coverage;

import io.segwright.inventory.estimate.Population;
import io.segwright.inventory.estimate.UnseenEstimate;
import java.util.List;

/// How many of the devices that must exist are inventoried and owned.
///
/// @param inventoried devices of the inventory; boxes inside a stack count with the whole
/// @param importedOnly of those: never answered, on somebody's list
/// @param owned of `inventoried`: with an owner who is there
/// @param traced things that left traces and are not inventoried
/// @param unseen how many more no list shows
/// @param segments each declared site by itself
public record DeviceCoverage(
        long inventoried,
        long importedOnly,
        long owned,
        long traced,
        UnseenEstimate unseen,
        List<Population.Segment> segments) {
    public DeviceCoverage {
        segments = List.copyOf(segments);
        if (owned > inventoried || importedOnly > inventoried) {
            throw new IllegalArgumentException(
                    owned + " owned and " + importedOnly + " imported of " + inventoried);
        }
    }

    /// All that are known to exist.
    public long known() {
        return inventoried + traced;
    }

    /// The inventoried of all that must exist.
    public Share coverage() {
        return Share.of(inventoried, known(), unseen);
    }

    /// The owned of all that must exist.
    public Share ownership() {
        return Share.of(owned, known(), unseen);
    }
}
