package io.segwright.lab.estate;

import io.segwright.lab.device.LabDevice;
import io.segwright.lab.device.LabDevice.ArpEntry;
import io.segwright.lab.device.LabDevice.Neighbor;
import io.segwright.lab.device.LabDevice.Sharing;
import io.segwright.lab.device.LabDevice.VirtualRouter;
import io.segwright.lab.device.PortKind;
import io.segwright.lab.device.Vendor;
import io.segwright.lab.estate.Draft.Clue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// Puts an estate together: sites, lines between them, hosts, traps, silent devices, routes; then freezes it.
final class EstateGenerator {
    private static final String MANAGEMENT_GATEWAY_MAC = "00:00:5e:00:01:01"; // VRRP group 1
    private static final int OWNERLESS_LEAF = 6;
    private static final int ROGUE_LEAF = 2;

    private final EstateSpec spec;
    private final SplittableRandom random;
    private final List<SiteBuilder> sites = new ArrayList<>();
    private final List<Draft> leaves = new ArrayList<>();
    private final List<Draft> forbidden = new ArrayList<>();
    private final List<Draft> everything = new ArrayList<>();

    EstateGenerator(EstateSpec spec) {
        this.spec = spec;
        this.random = new SplittableRandom(spec.seed());
    }

    Estate generate() {
        buildSites();
        joinSites();
        forbid();
        sites.forEach(site -> leaves.addAll(site.leaves));
        Traps.plant(leaves);
        List<Draft> hostLeaves = leaves.stream().filter(leaf -> leaf.leaf > 0).toList();
        List<Host> hosts = new HostPlanner(hostLeaves, rogueLeaves()).plan(spec.hosts());
        List<SilentDevice> silent = new SilentPlanner(sites).plan(spec.silentDevices());
        new Routing(sites).fill();
        sites.forEach(EstateGenerator::managementNetwork);
        sites.forEach(site -> everything.addAll(site.devices));
        everything.addAll(forbidden);
        everything.forEach(Routing::connected);
        renameNeighbors();

        List<LabDevice> devices =
                sites.stream().flatMap(s -> s.devices.stream()).map(Draft::freeze).toList();
        Set<String> leafIds = new HashSet<>();
        hostLeaves.forEach(leaf -> leafIds.add(leaf.id()));
        List<LabDevice> frozenLeaves =
                devices.stream().filter(d -> leafIds.contains(d.id())).toList();
        List<Site> named = sites.stream().map(s -> Site.of(s.site)).toList();
        List<Integer> numbers = hostLeaves.stream().map(l -> l.leaf).toList();
        return new Estate(
                spec,
                named,
                devices,
                forbiddenDevices(),
                hosts,
                silent,
                gaps(devices, hosts, silent),
                new FlowPlanner(random, hosts).plan(spec, devices, silent),
                seedAddress(devices),
                AllocationsCsv.write(named, frozenLeaves, numbers, hosts),
                PolicyText.write());
    }

    private void buildSites() {
        int number = 1;
        for (int i = 0; i < spec.sites(); i++) {
            int count = spec.devices() / spec.sites() + (i < spec.devices() % spec.sites() ? 1 : 0);
            sites.add(new SiteBuilder(i, number, ownerless(i), random.split()).build(count));
            number += count;
        }
    }

    private Set<Integer> ownerless(int site) {
        if (spec.sites() == 1) {
            return Set.of(OWNERLESS_LEAF, OWNERLESS_LEAF + 1);
        }
        return site < 2 ? Set.of(OWNERLESS_LEAF) : Set.of();
    }

    /// A chain of sites, core to core twice. The provider's line to the last site passes no LLDP.
    private void joinSites() {
        for (int i = 0; i + 1 < sites.size(); i++) {
            for (int core = 0; core < 2; core++) {
                Draft near = sites.get(i).cores.get(core);
                Draft far = sites.get(i + 1).cores.get(core);
                if (i + 2 < sites.size()) {
                    sites.get(i).link(near, far, 100_000);
                } else {
                    sites.get(i).linkWithoutLldp(near, far, 100_000);
                }
            }
        }
    }

    private void forbid() {
        int number = spec.devices() + 1;
        forbidden.add(sites.get(1 % sites.size()).addForbidden(number, Forbidden.EXCLUDED_THIRD));
        forbidden.add(
                sites.get(2 % sites.size()).addForbidden(number + 1, Forbidden.DO_NOT_POLL_THIRD));
    }

    private List<Draft> rogueLeaves() {
        List<Draft> out = new ArrayList<>();
        List<Draft> first = sites.getFirst().leaves;
        List<Draft> second = sites.get(1 % sites.size()).leaves;
        out.add(first.get(Math.min(ROGUE_LEAF, first.size() - 1)));
        out.add(second.get(Math.min(ROGUE_LEAF + 2, second.size() - 1)));
        return out.getFirst().equals(out.getLast()) ? List.of(out.getFirst()) : out;
    }

    /// ARP on the management network: every device sees the gateway's virtual address, the first core sees those that
    /// nothing else tells of, the second core sees the upper tiers. The first core answers at the virtual address too.
    private static void managementNetwork(SiteBuilder site) {
        String gateway = Addressing.loopback4(site.site, 0, 1);
        Draft first = site.cores.getFirst();
        Draft second = site.cores.getLast();
        for (Draft draft : site.devices) {
            int port = draft.port(PortKind.MANAGEMENT).name.index();
            if (!draft.equals(first)) {
                draft.arp.add(new ArpEntry(port, gateway, MANAGEMENT_GATEWAY_MAC));
            }
            if (draft.clue == Clue.ARP) {
                first.arp.add(seen(first, draft));
            }
        }
        for (Draft draft : site.distribution) {
            second.arp.add(seen(second, draft));
        }
        first.answersAt.add(gateway);
        first.port(PortKind.MANAGEMENT).with(gateway, SiteBuilder.MANAGEMENT_BITS);
        for (Draft core : site.cores) {
            core.virtualRouters.add(
                    new VirtualRouter(
                            Sharing.VRRP,
                            core.port(PortKind.MANAGEMENT).name.index(),
                            1,
                            gateway,
                            MANAGEMENT_GATEWAY_MAC));
        }
    }

    private static ArpEntry seen(Draft by, Draft who) {
        int port = by.port(PortKind.MANAGEMENT).name.index();
        return new ArpEntry(port, who.managementAddress(), who.port(PortKind.MANAGEMENT).mac);
    }

    /// Neighbours say the names that devices have now, after the traps.
    private void renameNeighbors() {
        Map<String, String> names = new HashMap<>();
        everything.forEach(d -> names.put(d.hardware.chassisMac(), d.system.name()));
        for (Draft draft : everything) {
            draft.neighbors.replaceAll(n ->
                    new Neighbor(
                            n.localPort(),
                            n.chassisMac(),
                            n.portIdSubtype(),
                            n.portId(),
                            n.portDescription(),
                            names.getOrDefault(n.chassisMac(), n.systemName()),
                            n.systemDescription(),
                            n.capabilities(),
                            n.managementAddresses()));
        }
    }

    private List<Forbidden> forbiddenDevices() {
        return List.of(
                new Forbidden(forbidden.get(0).freeze(), Forbidden.Reason.EXCLUDE_RANGE),
                new Forbidden(forbidden.get(1).freeze(), Forbidden.Reason.ALLOCATION));
    }

    private static String seedAddress(List<LabDevice> devices) {
        return devices.stream()
                .filter(d -> d.site() == 0 && d.vendor() == Vendor.ARISTA_EOS)
                .filter(d -> d.lldp() == LabDevice.LldpState.ENABLED)
                .reduce((_, last) -> last)
                .orElse(devices.getFirst())
                .managementAddress();
    }

    private static List<PlantedGap> gaps(
            List<LabDevice> devices, List<Host> hosts, List<SilentDevice> silent) {
        List<PlantedGap> out = new ArrayList<>();
        for (SilentDevice device : silent) {
            boolean exporter = device.kind() == SilentDevice.Kind.FLOW_EXPORTER;
            List<String> aliases =
                    List.of(device.id(), device.name(), device.mac()).stream()
                            .filter(a -> !a.isEmpty())
                            .toList();
            out.add(
                    new PlantedGap(
                            exporter
                                    ? PlantedGap.Kind.EXPORTER_UNKNOWN
                                    : PlantedGap.Kind.DEVICE_SILENT,
                            device.address(),
                            aliases,
                            device.site(),
                            "known only by its traces: " + device.kind()));
        }
        for (LabDevice device : devices) {
            if (device.managementAddress().startsWith(Addressing.ownerless(device.site()))) {
                List<String> aliases = new ArrayList<>(device.answersAt());
                aliases.add(device.id());
                aliases.add(device.system().name());
                out.add(
                        new PlantedGap(
                                PlantedGap.Kind.DEVICE_WITHOUT_OWNER,
                                device.managementAddress(),
                                aliases,
                                device.site(),
                                "its addresses' allocations name no owner"));
            }
        }
        for (Host host : hosts) {
            if (!host.isAllocated()) {
                out.add(
                        new PlantedGap(
                                PlantedGap.Kind.ADDRESS_UNATTRIBUTED,
                                host.ipv4(),
                                List.of(host.mac(), host.name()),
                                host.site(),
                                "live on " + host.leafId() + ", in no allocation"));
            }
        }
        return List.copyOf(out);
    }
}
