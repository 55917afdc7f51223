package io.segwright.graph.fact;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import java.util.ArrayList;
import java.util.List;

/// An interface's addresses as `ADDRESS/LENGTH ifIndex VRF`, in order, link-local and loopback ones too: those mean
/// nothing beyond the link, so they are no vertices.
final class AddressTexts {
    private AddressTexts() {}

    static String[] write(List<AddressFact> addresses) {
        return addresses.stream().map(AddressTexts::text).toArray(String[]::new);
    }

    private static String text(AddressFact fact) {
        return fact.address()
                + "/"
                + fact.prefixLength()
                + " "
                + fact.interfaceIndex()
                + " "
                + fact.vrf(); // without blanks
    }

    static List<AddressFact> read(String[] texts) {
        List<AddressFact> facts = new ArrayList<>(texts.length);
        for (String text : texts) {
            int slash = text.indexOf('/');
            int first = text.indexOf(' ', slash);
            int second = text.indexOf(' ', first + 1);
            facts.add(
                    new AddressFact(
                            IpAddress.of(text.substring(0, slash)),
                            Integer.parseInt(text, slash + 1, first, 10),
                            Integer.parseInt(text, first + 1, second, 10),
                            new Vrf(text.substring(second + 1))));
        }
        return facts;
    }
}
