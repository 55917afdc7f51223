package io.segwright.collectors.discover;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.AuthProtocol;
import io.segwright.collectors.snmp.Binding;
import io.segwright.collectors.snmp.CredentialBook;
import io.segwright.collectors.snmp.CredentialMemory;
import io.segwright.collectors.snmp.PollTarget;
import io.segwright.collectors.snmp.PollTarget.Patience;
import io.segwright.collectors.snmp.PrivProtocol;
import io.segwright.collectors.snmp.Secret;
import io.segwright.collectors.snmp.SnmpCredential;
import io.segwright.collectors.snmp.SnmpPoller;
import io.segwright.collectors.snmp.table.WalkLimits;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.NeighborProtocol;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.lab.device.LabDevice;
import io.segwright.lab.device.Vendor;
import io.segwright.lab.estate.Estate;
import io.segwright.lab.estate.EstateSpec;
import io.segwright.lab.estate.RunningEstate;
import io.segwright.lab.estate.SnmpCredential.Community;
import io.segwright.lab.estate.SnmpCredential.User;
import java.io.IOException;
import java.net.DatagramSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every device of a site over real UDP: what is on its links, against the lab's truth, as far as its vendor's shape
/// shows it. SNMPv3 and both communities, contexts among them.
class EstateLinksTest {
    private static final PoliteLimits QUICK =
            new PoliteLimits(1_000, 100_000, 64, Duration.ofSeconds(1), 2);
    private static final Estate ESTATE =
            Estate.generate(
                    EstateSpec.demo()
                            .withSites(1)
                            .withDevices(44)
                            .withHosts(200)
                            .withConversations(0));
    private static RunningEstate running;

    @BeforeAll
    static void start() throws IOException {
        int port;
        try (DatagramSocket socket = new DatagramSocket(0)) {
            port = socket.getLocalPort();
        }
        running = ESTATE.start(port);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    private static SnmpCredential credential(LabDevice device) {
        Binding anywhere = Binding.toRanges(List.of(Prefix.of("127.0.0.0/8")));
        return switch (device.access()) {
            case V3 -> {
                User user = known(User.class, _ -> true);
                yield new SnmpCredential.V3(
                        "v3",
                        anywhere,
                        user.user(),
                        AuthProtocol.SHA256,
                        Secret.of(user.authPassword()),
                        PrivProtocol.AES128,
                        Secret.of(user.privacyPassword()));
            }
            case V2C -> new SnmpCredential.V2c("v2c", anywhere, community("-v2c"));
            case V1_ONLY -> new SnmpCredential.V1("v1", anywhere, community("-v1"));
        };
    }

    private static Secret community(String suffix) {
        return Secret.of(known(Community.class, c -> c.name().endsWith(suffix)).community());
    }

    private static <T> T known(Class<T> kind, Predicate<T> is) {
        return ESTATE.credentials().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(is)
                .findFirst()
                .orElseThrow();
    }

    private static DevicePolled poll(LabDevice device) throws InterruptedException {
        try (SnmpPoller poller =
                new SnmpPoller(
                        QUICK,
                        WalkLimits.SHIPPED,
                        new CredentialBook(List.of(credential(device))),
                        new CredentialMemory(InstantSource.system()),
                        InstantSource.system())) {
            IpAddress address = IpAddress.of(device.managementAddress());
            Observation seen =
                    poller.poll(new PollTarget(address, running.port(), "lab", Patience.EVIDENCE));
            assertThat(seen).as(device.id()).isInstanceOf(DevicePolled.class);
            return (DevicePolled) seen;
        }
    }

    @Test
    void whatIsOnTheLinksOfEveryDeviceIsRead() throws InterruptedException {
        Set<Vendor> vendors = EnumSet.noneOf(Vendor.class);
        for (LabDevice device : ESTATE.devices()) {
            DevicePolled poll = poll(device);
            String name = device.id() + " " + device.vendor() + " " + device.access();
            assertThat(poll.incomplete()).as(name).isEmpty();
            assertThat(neighbours(poll)).as(name).isEqualTo(trueNeighbours(device));
            assertThat(lines(poll.fdb(), f -> f.mac() + " " + f.vlan() + " " + f.interfaceIndex()))
                    .as(name)
                    .isEqualTo(trueFdb(device));
            assertThat(
                            lines(
                                    poll.vrfs(),
                                    v -> v.vrf() + v.routeDistinguisher() + v.interfaceIndexes()))
                    .as(name)
                    .isEqualTo(trueVrfs(device));
            assertThat(
                            lines(
                                    poll.virtualAddresses(),
                                    v ->
                                            v.protocol()
                                                    + " "
                                                    + v.interfaceIndex()
                                                    + v.address()
                                                    + v.macOrNull()))
                    .as(name)
                    .isEqualTo(trueVirtualAddresses(device));
            assertThat(lines(poll.aggregates(), a -> a.interfaceIndex() + " " + a.memberIndexes()))
                    .as(name)
                    .isEqualTo(trueBundles(device));
            if (!poll.fdb().isEmpty() || !poll.vrfs().isEmpty()) {
                vendors.add(device.vendor());
            }
        }
        assertThat(vendors).isEqualTo(EnumSet.complementOf(EnumSet.of(Vendor.LINUX)));
    }

    private static <T> Set<String> lines(List<T> facts, Function<T, String> line) {
        return facts.stream().map(line).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> neighbours(DevicePolled poll) {
        return lines(
                poll.neighbors(),
                n -> {
                    String id =
                            n.protocol() == NeighborProtocol.CDP
                                    ? n.systemName()
                                    : n.chassisMac() + n.portId();
                    return n.protocol()
                            + " "
                            + n.localInterface()
                            + " "
                            + id
                            + " "
                            + n.managementAddresses().getFirst();
                });
    }

    private static Set<String> trueNeighbours(LabDevice device) {
        Map<Integer, String> ports =
                device.ports().stream()
                        .collect(Collectors.toMap(p -> p.index(), p -> p.name().name()));
        boolean cisco = is(device, Vendor.CISCO_IOS, Vendor.CISCO_NXOS);
        return device.neighbors().stream()
                .flatMap(n -> {
                    String address = n.managementAddresses().getFirst();
                    String place = ports.get(n.localPort()) + " ";
                    String lldp = "LLDP " + place + "Optional[" + n.chassisMac() + "]" + n.portId();
                    String cdp = "CDP " + place + n.systemName();
                    boolean both =
                            cisco && n.systemDescription().matches("(?s)Cisco (IOS|NX-OS).*");
                    return both
                            ? Stream.of(lldp + " " + address, cdp + " " + address)
                            : Stream.of(lldp + " " + address);
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean is(LabDevice device, Vendor... vendors) {
        return List.of(vendors).contains(device.vendor());
    }

    private static Set<String> trueFdb(LabDevice device) {
        if (is(device, Vendor.CISCO_NXOS, Vendor.LINUX)) {
            return Set.of(); // their shapes have no bridge
        }
        boolean oneTable = device.vendor() == Vendor.HUAWEI_VRP;
        return lines(
                device.links().fdb(),
                f -> f.mac() + " " + (oneTable ? 0 : f.vlan()) + " " + f.port());
    }

    private static Set<String> trueVrfs(LabDevice device) {
        return switch (device.vendor()) {
            case CISCO_NXOS -> lines(device.links().vrfs(), v -> v.name() + v.ports());
            case HUAWEI_VRP ->
                    lines(device.links().vrfs(), v -> v.name() + v.distinguisher() + v.ports());
            case CISCO_IOS, ARISTA_EOS, JUNIPER_JUNOS, LINUX -> Set.of();
        };
    }

    private static Set<String> trueVirtualAddresses(LabDevice device) {
        LabDevice.Sharing shown =
                device.vendor() == Vendor.CISCO_IOS
                        ? LabDevice.Sharing.HSRP
                        : LabDevice.Sharing.VRRP;
        boolean shows = is(device, Vendor.CISCO_IOS, Vendor.CISCO_NXOS, Vendor.JUNIPER_JUNOS);
        return device.links().virtualRouters().stream()
                .filter(v -> shows && v.sharing() == shown)
                .map(v -> v.sharing() + " " + v.port() + v.address() + v.mac())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> trueBundles(LabDevice device) {
        return is(device, Vendor.ARISTA_EOS, Vendor.JUNIPER_JUNOS)
                ? lines(device.links().bundles(), b -> b.port() + " " + b.members())
                : Set.of();
    }
}
