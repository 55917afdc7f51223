package io.segwright.inventory.attribute;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import java.util.Map;

/// Longest-prefix match by definition: of all prefixes that contain the address, the longest.
final class LinearLookup {
    private LinearLookup() {}

    static int lookup(Map<Prefix, Integer> values, IpAddress address) {
        int longest = -1;
        int value = 0;
        for (Map.Entry<Prefix, Integer> entry : values.entrySet()) {
            Prefix prefix = entry.getKey();
            if (prefix.contains(address) && prefix.length() > longest) {
                longest = prefix.length();
                value = entry.getValue();
            }
        }
        return value;
    }
}
