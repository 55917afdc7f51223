package io.segwright.inventory.coverage;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.attribute.SiteRange;
import io.segwright.inventory.link.FdbFact;
import io.segwright.inventory.link.VirtualAddressFact;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.ArpFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.NeighborProtocol;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.ExporterSeen;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.RouteFact;
import io.segwright.inventory.observe.SystemFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A seeded estate of sites: two routers that share a virtual address, a tree of switches, and managed end devices on
/// their access ports, with everything that tables hold of it: ARP, bridges, LLDP and CDP, next hops, exporters, an
/// import, and ordinary hosts that are nobody's gap. Some devices answer no collector; the truth says which, which of
/// those left traces, and where they are plugged in.
final class HiddenEstate {
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
    private static final IpAddress HERE = IpAddress.of("127.0.0.1");

    private static final int[] SWITCH_PORTS = IntStream.rangeClosed(1, 30).toArray();

    enum Kind {
        ROUTER,
        SWITCH,
        APPLIANCE
    }

    /// @param parent the switch that it is plugged into, -1 for routers
    /// @param port of the parent
    record Box(int number, int site, Kind kind, int parent, int port, boolean hidden) {}

    private final SplittableRandom random;
    private final List<Box> boxes = new ArrayList<>();
    private final Map<Integer, List<Box>> bySite = new HashMap<>();
    private final Map<Integer, List<ArpFact>> arp = new HashMap<>();
    private final Map<Integer, List<FdbFact>> fdb = new HashMap<>();
    private final Map<Integer, List<NeighborFact>> neighbors = new HashMap<>();
    private final Map<Integer, List<RouteFact>> routes = new HashMap<>();
    private final Set<Integer> traced = new HashSet<>();
    private final Map<Integer, Set<String>> places = new HashMap<>();
    private final List<Observation> observations = new ArrayList<>();
    private final List<SiteRange> ranges = new ArrayList<>();
    private int hosts;

    /// @param hiddenShare of all devices
    HiddenEstate(long seed, int sites, double hiddenShare) {
        this.random = new SplittableRandom(seed);
        for (int site = 0; site < sites; site++) {
            build(site, hiddenShare);
        }
        boxes.forEach(this::tell);
        for (Box box : boxes) {
            if (!box.hidden()) {
                observations.add(
                        answer(box)
                                .arp(arp.getOrDefault(box.number(), List.of()))
                                .fdb(fdb.getOrDefault(box.number(), List.of()))
                                .neighbors(neighbors.getOrDefault(box.number(), List.of()))
                                .routes(routes.getOrDefault(box.number(), List.of()))
                                .build());
            }
        }
    }

    List<Observation> observations() {
        return observations;
    }

    DeclaredRanges ranges() {
        return DeclaredRanges.of(ranges, List.of(), List.of());
    }

    List<Box> boxes() {
        return boxes;
    }

    /// Hidden, and somebody's table or list tells of it.
    boolean isTraced(Box box) {
        return box.hidden() && traced.contains(box.number());
    }

    /// The far ends of a hidden box's cables, as far as a polled device has told of them.
    Set<String> places(Box box) {
        return places.getOrDefault(box.number(), Set.of());
    }

    private void build(int site, double hiddenShare) {
        ranges.add(
                new SiteRange(
                        "site-" + site,
                        Prefix.of("10.%d.%d.0/23".formatted(128 + site / 128, site % 128 * 2))));
        add(site, Kind.ROUTER, -1, 0, hiddenShare);
        add(site, Kind.ROUTER, -1, 0, hiddenShare);
        int core = add(site, Kind.SWITCH, boxesOf(site).getFirst().number(), 1, hiddenShare);
        int switches = random.nextInt(2, 12);
        for (int i = 0; i < switches; i++) {
            int access = add(site, Kind.SWITCH, core, i + 3, hiddenShare);
            int appliances = random.nextInt(2, 14);
            for (int port = 1; port <= appliances; port++) {
                add(site, Kind.APPLIANCE, access, port, hiddenShare);
            }
        }
    }

    private int add(int site, Kind kind, int parent, int port, double hiddenShare) {
        boolean hidden = random.nextDouble() < hiddenShare;
        Box box = new Box(boxes.size(), site, kind, parent, port, hidden);
        boxes.add(box);
        bySite.computeIfAbsent(site, _ -> new ArrayList<>()).add(box);
        return box.number();
    }

    private List<Box> boxesOf(int site) {
        return bySite.getOrDefault(site, List.of());
    }

    private List<Box> routersOf(int site) {
        return boxesOf(site).subList(0, 2);
    }

    private static String name(int box) {
        return "box-" + box;
    }

    private static String port(int port) {
        return "ge-0/0/" + port;
    }

    IpAddress addressOf(Box box) {
        int place = boxesOf(box.site()).indexOf(box) + 10;
        return IpAddress.of(
                "10.%d.%d.%d"
                        .formatted(
                                128 + box.site() / 128,
                                box.site() % 128 * 2 + place / 256,
                                place % 256));
    }

    private static MacAddress mac(int box) {
        return new MacAddress(0x0200_0000_0000L + box);
    }

    private IpAddress virtual(int site) {
        return IpAddress.of("10.%d.%d.1".formatted(128 + site / 128, site % 128 * 2));
    }

    private static MacAddress virtualMac() {
        return MacAddress.of("00:00:5e:00:01:07");
    }

    private void tell(Box box) {
        tellNeighbors(box);
        tellLink(box);
        if (box.kind() != Kind.APPLIANCE && random.nextInt(100) < 60) {
            observations.add(
                    new ExporterSeen(new Provenance("ipfix", addressOf(box), NOW), "ipfix", 1));
            traced.add(box.number());
        }
        if (random.nextInt(100) < 85) {
            observations.add(imported(box));
            traced.add(box.number());
        }
    }

    private DevicePolled.Builder answer(Box box) {
        List<InterfaceFact> interfaces = new ArrayList<>();
        for (int port : box.kind() == Kind.SWITCH ? SWITCH_PORTS : new int[] {30}) {
            interfaces.add(new InterfaceFact(port, port(port), 6, true, 1_000, null, ""));
        }
        interfaces.add(new InterfaceFact(99, "mgmt0", 6, true, 1_000, mac(box.number()), ""));
        List<AddressFact> own = new ArrayList<>();
        own.add(new AddressFact(addressOf(box), 23, 99, Vrf.DEFAULT));
        DevicePolled.Builder poll =
                DevicePolled.builder(
                                new Provenance("snmp", addressOf(box), NOW),
                                new SystemFacts(name(box.number()), "", "", "", "", 0))
                        .site("site-" + box.site())
                        .keys(Set.of(new IdentityKey.ChassisMac(mac(box.number()))))
                        .interfaces(interfaces);
        if (box.kind() == Kind.ROUTER) {
            own.add(new AddressFact(virtual(box.site()), 23, 99, Vrf.DEFAULT));
            poll.virtualAddresses(
                    List.of(
                            new VirtualAddressFact(
                                    VirtualAddressFact.Protocol.VRRP,
                                    99,
                                    7,
                                    virtual(box.site()),
                                    virtualMac())));
        }
        return poll.addresses(own);
    }

    /// Both ends of its cable; some boxes speak CDP, some appliances neither.
    private void tellNeighbors(Box box) {
        boolean speaks = box.kind() != Kind.APPLIANCE || random.nextInt(100) < 40;
        if (box.parent() < 0 || !speaks) {
            return;
        }
        Box parent = boxes.get(box.parent());
        boolean cdp = random.nextInt(10) == 0;
        neighbors
                .computeIfAbsent(parent.number(), _ -> new ArrayList<>())
                .add(neighbor(box, port(box.port()), cdp));
        if (!parent.hidden()) {
            traced.add(box.number());
            place(box, parent, box.port());
        }
        neighbors
                .computeIfAbsent(box.number(), _ -> new ArrayList<>())
                .add(neighbor(parent, port(30), cdp));
        if (!box.hidden()) {
            traced.add(parent.number());
            place(parent, box, 30);
        }
    }

    private void place(Box box, Box at, int port) {
        places.computeIfAbsent(box.number(), _ -> new HashSet<>())
                .add(name(at.number()) + " port " + port(port));
    }

    private NeighborFact neighbor(Box box, String local, boolean cdp) {
        Set<String> capabilities =
                switch (box.kind()) {
                    case ROUTER -> Set.of("router");
                    case SWITCH -> Set.of("bridge");
                    case APPLIANCE -> Set.of("station");
                };
        return new NeighborFact(
                cdp ? NeighborProtocol.CDP : NeighborProtocol.LLDP,
                local,
                cdp ? name(box.number()) : mac(box.number()).toString(),
                cdp ? null : mac(box.number()),
                "uplink",
                name(box.number()),
                "",
                capabilities,
                List.of(addressOf(box)));
    }

    /// What the site's routers have in ARP, what the switches on the way have learned, who is routed through.
    private void tellLink(Box box) {
        boolean quiet = random.nextInt(100) < 4; // said nothing before its entry aged out
        for (Box router : routersOf(box.site())) {
            arp(router, virtual(box.site()), virtualMac());
            if (!quiet && router.number() != box.number()) {
                arp(router, addressOf(box), mac(box.number()));
                if (!router.hidden()) {
                    traced.add(box.number());
                }
            }
            if (box.kind() == Kind.ROUTER && router.number() != box.number()) {
                routes.computeIfAbsent(router.number(), _ -> new ArrayList<>())
                        .add(new RouteFact(Prefix.of("192.168.0.0/16"), addressOf(box), 99));
                if (!router.hidden()) {
                    traced.add(box.number());
                }
            }
        }
        if (box.kind() == Kind.APPLIANCE) {
            routes.computeIfAbsent(box.number(), _ -> new ArrayList<>())
                    .add(new RouteFact(Prefix.of("0.0.0.0/0"), virtual(box.site()), 99));
        }
        if (!quiet) {
            learn(box);
        }
        if (box.kind() == Kind.SWITCH && box.port() > 1) {
            plugHosts(box);
        }
    }

    private void arp(Box observer, IpAddress address, MacAddress mac) {
        arp.computeIfAbsent(observer.number(), _ -> new ArrayList<>())
                .add(new ArpFact(99, address, mac));
    }

    private void learn(Box box) {
        Box below = box;
        while (below.parent() >= 0 && boxes.get(below.parent()).kind() == Kind.SWITCH) {
            Box above = boxes.get(below.parent());
            fdb.computeIfAbsent(above.number(), _ -> new ArrayList<>())
                    .add(new FdbFact(below.port(), 1, mac(box.number())));
            boolean direct = below.number() == box.number();
            if (direct && !above.hidden() && routersTell(box)) {
                place(box, above, box.port());
            }
            below = above;
        }
    }

    private boolean routersTell(Box box) {
        return routersOf(box.site()).stream()
                .anyMatch(router -> !router.hidden() && router.number() != box.number());
    }

    /// Ordinary hosts, some of them several to a port behind a desk switch.
    private void plugHosts(Box access) {
        for (int i = 0; i < 12; i++) {
            hosts++;
            MacAddress mac = new MacAddress(0x0600_0000_0000L + hosts);
            IpAddress address =
                    IpAddress.of(
                            "172.%d.%d.%d"
                                    .formatted(
                                            16 + hosts / 62_500,
                                            hosts / 250 % 250,
                                            hosts % 250 + 1));
            fdb.computeIfAbsent(access.number(), _ -> new ArrayList<>())
                    .add(new FdbFact(20 + i / 3, 2, mac));
            for (Box router : routersOf(access.site())) {
                arp(router, address, mac);
            }
            if (i == 0) {
                neighbors
                        .computeIfAbsent(access.number(), _ -> new ArrayList<>())
                        .add(
                                new NeighborFact(
                                        NeighborProtocol.LLDP,
                                        port(20),
                                        mac.toString(),
                                        mac,
                                        "eth0",
                                        "phone",
                                        "",
                                        Set.of("telephone", "bridge"),
                                        List.of(address)));
            }
        }
    }

    private DeviceImported imported(Box box) {
        return new DeviceImported(
                new Provenance("import:register", HERE, NOW),
                "row:" + box.number(),
                "site-" + box.site(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(new AddressFact(addressOf(box), 23, 0, Vrf.DEFAULT)));
    }
}
