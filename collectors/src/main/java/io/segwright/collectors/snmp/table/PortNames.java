package io.segwright.collectors.snmp.table;

import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.InterfaceFact;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds a device's interface by whatever a table calls it by: ifIndex, bridge port, name or MAC.
final class PortNames {
    private final Map<Integer, String> byIndex = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Map<MacAddress, String> byMac = new HashMap<>();
    private final Set<MacAddress> ambiguous = new HashSet<>(); // one MAC on several ports
    private final BridgePorts bridge;

    PortNames(List<InterfaceFact> interfaces, BridgePorts bridge) {
        this.bridge = bridge;
        for (InterfaceFact each : interfaces) {
            byIndex.put(each.index(), each.name());
            names.add(each.name());
            each.mac()
                    .ifPresent(mac -> {
                        if (byMac.put(mac, each.name()) != null) {
                            ambiguous.add(mac);
                        }
                    });
        }
    }

    /// The interface's name; the number as text where there is no such interface.
    String ofIndex(int interfaceIndex) {
        return byIndex.getOrDefault(interfaceIndex, Integer.toString(interfaceIndex));
    }

    Optional<String> indexed(int interfaceIndex) {
        return Optional.ofNullable(byIndex.get(interfaceIndex));
    }

    /// A port number that is a bridge port on some devices and an ifIndex on others.
    Optional<String> ofNumber(int number) {
        int index = bridge.hasPort(number) ? bridge.interfaceIndex(number) : number;
        return indexed(index);
    }

    /// Itself where an interface has exactly this name.
    Optional<String> named(String text) {
        return names.contains(text) ? Optional.of(text) : Optional.empty();
    }

    /// The only interface with this MAC.
    Optional<String> withMac(MacAddress mac) {
        return ambiguous.contains(mac) ? Optional.empty() : Optional.ofNullable(byMac.get(mac));
    }

    /// The interface whose ifIndex the text is, as locally assigned port ids often are.
    Optional<String> indexedBy(String digits) {
        return digits.matches("[1-9][0-9]{0,8}")
                ? indexed(Integer.parseInt(digits))
                : Optional.empty();
    }
}
