package io.segwright.inventory.topology;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.coverage.LiveAddress;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.topology.Topology.Attachment;
import io.segwright.inventory.topology.Topology.AttachmentKind;
import io.segwright.inventory.topology.Topology.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Reads off the inventory what lies behind each interface.
///
/// The first that holds: a host address or a loopback interface is LOOPBACK; a prefix of two addresses (/30, /31, /126,
/// /127) is LINK; a prefix in a declared device range is MANAGEMENT, so declare management ranges and not host subnets;
/// one in which another router or switch has an address, and no end station was seen, is LINK; all else on a router is
/// HOSTS, two gateways of one subnet included, also where nothing was seen yet: a list that nobody needs does less harm
/// than a subnet without one. Where a host or a switch is attached to somebody's subnet no segment list applies: not
/// listed.
public final class TopologyBuilder {
    private static final Comparator<Attachment> ORDER =
            Comparator.comparing(Attachment::interfaceName)
                    .thenComparing(Attachment::vrf)
                    .thenComparing(Attachment::prefix);

    private final DeclaredRanges ranges;
    private final Map<Network, List<Member>> members = new HashMap<>();
    private final Set<Network> withStations = new HashSet<>();

    private record Network(Vrf vrf, Prefix prefix) {}

    private record Member(DeviceId device, Role role, IpAddress address) {}

    private TopologyBuilder(
            InventorySnapshot snapshot, DeclaredRanges ranges, Collection<LiveAddress> live) {
        this.ranges = ranges;
        Set<IpAddress> own = new HashSet<>();
        for (Device device : proven(snapshot)) {
            own.addAll(device.addresses());
            for (DeviceInterface on : device.interfaces()) {
                for (AddressFact fact : on.addresses()) {
                    if (!fact.address().isLinkLocal()) {
                        members.computeIfAbsent(network(fact), _ -> new ArrayList<>())
                                .add(new Member(device.id(), device.role(), fact.address()));
                    }
                }
            }
        }
        snapshot.traces().forEach(trace -> own.addAll(trace.addresses()));
        members.forEach((network, in) -> {
            if (in.stream().anyMatch(m -> m.role() == Role.HOST)) {
                withStations.add(network);
            }
        });
        findStations(live, own);
    }

    /// What only a list has is no place to enforce anything, and its subnets are hearsay.
    private static List<Device> proven(InventorySnapshot snapshot) {
        return snapshot.devices().stream().filter(device -> !device.isOnlyListed()).toList();
    }

    /// Marks the connected prefixes of each address in use that is no device's.
    private void findStations(Collection<LiveAddress> live, Set<IpAddress> own) {
        Set<Integer> lengths4 = new TreeSet<>();
        Set<Integer> lengths6 = new TreeSet<>();
        for (Network network : members.keySet()) {
            Prefix prefix = network.prefix();
            (prefix.family() == IpFamily.V4 ? lengths4 : lengths6).add(prefix.length());
        }
        for (LiveAddress station : live) {
            IpAddress address = station.address();
            if (own.contains(address)) {
                continue;
            }
            for (int length : address.family() == IpFamily.V4 ? lengths4 : lengths6) {
                Network network = new Network(station.vrf(), Prefix.covering(address, length));
                if (members.containsKey(network)) {
                    withStations.add(network);
                }
            }
        }
    }

    private static Network network(AddressFact fact) {
        return new Network(fact.vrf(), fact.prefix());
    }

    /// @param ranges where devices are expected: the management prefixes
    /// @param live the addresses in use: they tell a subnet with two gateways from a link
    public static Topology of(
            InventorySnapshot snapshot, DeclaredRanges ranges, Collection<LiveAddress> live) {
        TopologyBuilder builder = new TopologyBuilder(snapshot, ranges, live);
        return new Topology(
                proven(snapshot).stream()
                        .sorted(Comparator.comparing(Device::id))
                        .map(builder::node)
                        .toList());
    }

    private Node node(Device device) {
        List<Attachment> attachments = new ArrayList<>();
        Set<IpAddress> peers = new TreeSet<>();
        for (DeviceInterface on : device.interfaces()) {
            for (AddressFact fact : on.addresses()) {
                Optional<AttachmentKind> kind =
                        fact.address().isLinkLocal() ? Optional.empty() : kind(device, on, fact);
                if (kind.isEmpty()) {
                    continue;
                }
                attachments.add(new Attachment(on.name(), fact.vrf(), fact.prefix(), kind.get()));
                if (kind.get() == AttachmentKind.LINK || kind.get() == AttachmentKind.HOSTS) {
                    otherForwarders(device, network(fact)).map(Member::address).forEach(peers::add);
                }
            }
        }
        return new Node(
                device.id(),
                device.name(),
                device.site(),
                device.platform(),
                device.role(),
                List.copyOf(device.addresses()),
                attachments.stream().distinct().sorted(ORDER).toList(),
                List.copyOf(peers));
    }

    private Optional<AttachmentKind> kind(Device device, DeviceInterface on, AddressFact fact) {
        Network network = network(fact);
        int width = fact.address().family().bits();
        if (fact.prefixLength() == width || isLoopbackName(on.name())) {
            return Optional.of(AttachmentKind.LOOPBACK);
        }
        if (fact.prefixLength() >= width - 2) {
            return Optional.of(AttachmentKind.LINK);
        }
        if (ranges.declares(fact.prefix())) {
            return Optional.of(AttachmentKind.MANAGEMENT);
        }
        boolean forwardersMeet =
                device.role() != Role.HOST
                        && otherForwarders(device, network).findAny().isPresent()
                        && !withStations.contains(network);
        if (forwardersMeet) {
            return Optional.of(AttachmentKind.LINK);
        }
        return device.role() == Role.ROUTER ? Optional.of(AttachmentKind.HOSTS) : Optional.empty();
    }

    private Stream<Member> otherForwarders(Device device, Network network) {
        return members.getOrDefault(network, List.of()).stream()
                .filter(m -> m.role() != Role.HOST && !m.device().equals(device.id()));
    }

    private static boolean isLoopbackName(String name) {
        return name.matches("(?i)lo(opback)?[-0-9.]*");
    }
}
