package io.segwright.collectors.imports.cloud;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Vrf;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/// The routing domain of a virtual network: named for it, the same in every import, never shared by two.
///
/// | cloud | network | domain |
/// | --- | --- | --- |
/// | AWS | `vpc-0a1b2c` | `vpc-0a1b2c` |
/// | Google | `projects/shop/global/networks/main` | `shop/main` |
/// | Azure | `/subscriptions/.../virtualNetworks/hub` | `hub.` and 8 hex digits of the id's SHA-256: names repeat |
///
/// A mapping file names them otherwise, also several alike: networks that are peered are one domain.
final class CloudNetworks {
    private static final int NAME_CHARS = 48; // leaves room for a dot and 8 digits in a name's 64
    private static final int DIGEST_BYTES = 4; // of networks of one name: 1 in 4 billion

    private final Map<String, Vrf> named;

    /// @param named routing domains by a network's id in lower case, as a mapping file has them
    CloudNetworks(Map<String, Vrf> named) {
        this.named = Map.copyOf(named);
    }

    /// @param network the resource id of a virtual network
    Vrf azure(String network) {
        String name = network.substring(network.lastIndexOf('/') + 1);
        return named(network, digested(name, network.toLowerCase(Locale.ROOT)));
    }

    Vrf aws(String vpc) {
        return named(vpc, vpc.length() > NAME_CHARS ? digested(vpc, vpc) : vpc);
    }

    Vrf google(String project, String network) {
        String id = "projects/" + project + "/global/networks/" + network;
        String name = project + "/" + network;
        return named(id, name.length() > NAME_CHARS ? digested(name, id) : name);
    }

    private Vrf named(String id, String otherwise) {
        Vrf chosen = named.get(id.toLowerCase(Locale.ROOT));
        return chosen == null ? new Vrf(otherwise.replaceAll("[\\s\\p{Cntrl}]", "-")) : chosen;
    }

    private static String digested(String name, String id) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(id.getBytes(StandardCharsets.UTF_8));
            String cut = name.length() > NAME_CHARS ? name.substring(0, NAME_CHARS) : name;
            return cut + "." + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /// Whether an IPv6 address is reached from anywhere (RFC 4291 sec. 2.4: global unicast is 2000::/3 today). AWS lists
    /// those beside private ones in the same field.
    static boolean isGlobal(IpAddress address) {
        return address.family() == IpFamily.V6 && address.high() >>> 61 == 1;
    }
}
