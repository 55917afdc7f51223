package io.segwright.graph.fact;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.reconcile.IdentityDecision.Side;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One side of a decision as one flat list:
///
/// ```
/// [0] device id   [1] name   [2] MACs, by blanks   [3] addresses, by blanks   [4..] keys, see IdentityTexts
/// ```
final class SideTexts {
    private static final int KEYS = 4;

    private SideTexts() {}

    static String[] write(Side side) {
        String macs =
                side.macs().stream()
                        .sorted()
                        .map(MacAddress::toString)
                        .collect(Collectors.joining(" "));
        String addresses =
                side.addresses().stream().map(IpAddress::toString).collect(Collectors.joining(" "));
        return Stream.concat(
                        Stream.of(side.device().text(), side.name(), macs, addresses),
                        Arrays.stream(IdentityTexts.write(side.keys())))
                .toArray(String[]::new);
    }

    static Side read(String[] texts) {
        Set<MacAddress> macs = new HashSet<>();
        words(texts[2]).forEach(word -> macs.add(MacAddress.of(word)));
        return new Side(
                new DeviceId(texts[0]),
                texts[1],
                IdentityTexts.read(Arrays.copyOfRange(texts, KEYS, texts.length)),
                macs,
                words(texts[3]).stream().map(IpAddress::of).toList());
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
}
