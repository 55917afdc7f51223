package io.segwright.inventory.topology;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.Platform;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.util.List;

/// What the access-list compiler must know of the network.
///
/// @param nodes one a device, sorted by id
public record Topology(List<Node> nodes) {
    public Topology {
        nodes = List.copyOf(nodes);
    }

    /// A device as an enforcement point sees it.
    ///
    /// @param name for file names and remarks; not unique
    /// @param addresses every own address, link-local ones left out, sorted
    /// @param attachments its interfaces with a connected prefix
    /// @param controlPlanePeers addresses of devices on its links, which it must hear (routing protocols)
    public record Node(
            DeviceId id,
            String name,
            String site,
            Platform platform,
            Role role,
            List<IpAddress> addresses,
            List<Attachment> attachments,
            List<IpAddress> controlPlanePeers) {
        public Node {
            addresses = List.copyOf(addresses);
            attachments = List.copyOf(attachments);
            controlPlanePeers = List.copyOf(controlPlanePeers);
        }
    }

    /// A connected prefix on an interface.
    ///
    /// @param kind what lies behind
    public record Attachment(String interfaceName, Vrf vrf, Prefix prefix, AttachmentKind kind) {}

    /// What lies behind an interface.
    public enum AttachmentKind {
        /// End stations: the interface where segment lists apply.
        HOSTS,
        /// Another device: a routed link.
        LINK,
        /// The device itself.
        LOOPBACK,
        /// The out-of-band management network.
        MANAGEMENT
    }
}
