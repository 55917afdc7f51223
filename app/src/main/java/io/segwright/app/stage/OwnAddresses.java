package io.segwright.app.stage;

import io.segwright.inventory.net.IpAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/// The addresses of the machine that collects: no device of the estate, and every neighbour table there names them.
public final class OwnAddresses {
    private OwnAddresses() {}

    /// Without loopback and link-local ones, sorted; none where the system does not tell.
    public static List<IpAddress> read() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                    .map(a -> IpAddress.ofBytes(a.getAddress()))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (SocketException _) {
            return List.of(); // nothing is lost but a line in the gap list
        }
    }
}
