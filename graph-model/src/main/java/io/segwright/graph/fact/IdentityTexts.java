package io.segwright.graph.fact;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.IdentityKey.BridgeMac;
import io.segwright.inventory.observe.IdentityKey.ChassisMac;
import io.segwright.inventory.observe.IdentityKey.EngineId;
import io.segwright.inventory.observe.IdentityKey.LoopbackAddress;
import io.segwright.inventory.observe.IdentityKey.ManufacturerSerial;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Identity keys as triples `kind, first, second` in one flat list: their printed form alone does not read back,
/// since a manufacturer or a serial may contain its separator.
final class IdentityTexts {
    private IdentityTexts() {}

    static String[] write(Collection<IdentityKey> keys) {
        return keys.stream()
                .map(IdentityTexts::triple)
                .sorted(Comparator.comparing(List::toString))
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    static Set<IdentityKey> read(String[] triples) {
        Set<IdentityKey> keys = new HashSet<>();
        for (int i = 0; i + 2 < triples.length; i += 3) {
            keys.add(key(triples[i], triples[i + 1], triples[i + 2]));
        }
        return keys;
    }

    private static List<String> triple(IdentityKey key) {
        return switch (key) {
            case ManufacturerSerial(String manufacturer, String serial) ->
                    List.of("serial", manufacturer, serial);
            case ChassisMac(MacAddress mac) -> List.of("chassis-mac", mac.toString(), "");
            case EngineId(String hex) -> List.of("engine-id", hex, "");
            case BridgeMac(MacAddress mac) -> List.of("bridge-mac", mac.toString(), "");
            case LoopbackAddress(Vrf vrf, IpAddress address) ->
                    List.of("loopback", vrf.name(), address.toString());
        };
    }

    private static IdentityKey key(String kind, String first, String second) {
        return switch (kind) {
            case "serial" -> new ManufacturerSerial(first, second);
            case "chassis-mac" -> new ChassisMac(MacAddress.of(first));
            case "engine-id" -> new EngineId(first);
            case "bridge-mac" -> new BridgeMac(MacAddress.of(first));
            case "loopback" -> new LoopbackAddress(new Vrf(first), IpAddress.of(second));
            default -> throw new IllegalArgumentException("identity key of kind '" + kind + "'");
        };
    }
}
