package io.segwright.inventory.claim;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Attribute;
import java.time.Instant;
import java.util.Comparator;

/// One attribute's value as one place of one source says it of one device.
///
/// @param value as said, never blank: absence is not a value
/// @param source `snmp`, `import:NAME`, `allocation` or `person`
/// @param evidence where it said so: an object of a MIB, a line of a file, a person and a reason
/// @param confidencePercent 1..100: how often this place tells the truth
/// @param since from when on the source has said this value
/// @param lastSaid when it last did
public record Claim(
        DeviceId device,
        Attribute attribute,
        String value,
        String source,
        String evidence,
        int confidencePercent,
        Instant since,
        Instant lastSaid) {
    /// A poll of the device itself.
    public static final String SNMP = "snmp";

    /// The allocations of its addresses.
    public static final String ALLOCATION = "allocation";

    /// A [Decision].
    public static final String PERSON = "person";

    /// Before the name of an import.
    public static final String IMPORT = "import:";

    static final Comparator<Claim> BY_TEXT =
            Comparator.comparing(Claim::source)
                    .thenComparing(Claim::value)
                    .thenComparing(Claim::evidence)
                    .thenComparingInt(Claim::confidencePercent)
                    .thenComparing(Claim::since)
                    .thenComparing(Claim::lastSaid);

    public Claim {
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    device + " " + attribute + ": blank claim of " + source + ", want a value");
        }
    }

    public boolean agreesWith(Claim other) {
        return Sameness.agree(attribute, value, other.value);
    }
}
