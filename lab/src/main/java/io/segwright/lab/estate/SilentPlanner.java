package io.segwright.lab.estate;

import io.segwright.lab.device.DeviceRole;
import io.segwright.lab.device.LabDevice.ArpEntry;
import io.segwright.lab.device.LabDevice.Neighbor;
import io.segwright.lab.device.LabDevice.Route;
import io.segwright.lab.device.PortKind;
import io.segwright.lab.estate.Draft.DraftPort;
import java.util.ArrayList;
import java.util.List;

/// Plants devices that only traces tell of, each kind in turn, the sites in turn.
final class SilentPlanner {
    private static final int THIRD_OCTET =
            62; // inside the management range, above every device's own
    private static final int NEXT_HOP_THIRD_OCTET = 190; // inside the loopbacks' range
    private static final String OUI = "70:69:5a";

    private final List<SiteBuilder> sites;

    SilentPlanner(List<SiteBuilder> sites) {
        this.sites = sites;
    }

    List<SilentDevice> plan(int count) {
        List<SilentDevice> out = new ArrayList<>();
        SilentDevice.Kind[] kinds = SilentDevice.Kind.values();
        for (int i = 0; i < count; i++) {
            SiteBuilder site = sites.get(i % sites.size());
            out.add(plant(i, 1 + i / sites.size(), site, kinds[i % kinds.length]));
        }
        return List.copyOf(out);
    }

    /// @param last the last octet of its address, its own in the site
    private static SilentDevice plant(
            int number, int last, SiteBuilder site, SilentDevice.Kind kind) {
        String id = "silent-%03d".formatted(number);
        String mac = Addressing.mac(OUI, number + 1);
        String address = Addressing.loopback4(site.site, THIRD_OCTET, last);
        return switch (kind) {
            case LLDP_CLOSED, LLDP_DEAF -> {
                Draft witness = site.distribution.getLast();
                String name = "lost" + number + "." + Site.of(site.site).name();
                DraftPort port = witness.addPhysical("to " + name, 1_000);
                witness.neighbors.add(
                        new Neighbor(
                                port.name.index(),
                                mac,
                                5,
                                "Ethernet1",
                                "Ethernet1",
                                name,
                                "Cisco Adaptive Security Appliance Version 9.12(4)",
                                DeviceRole.FIREWALL.lldpCapabilities(),
                                List.of(address)));
                yield new SilentDevice(id, site.site, kind, name, address, mac, witness.id());
            }
            case ARP_CLOSED, ARP_DEAF -> {
                Draft witness = site.cores.getFirst();
                int port = witness.port(PortKind.MANAGEMENT).name.index();
                witness.arp.add(new ArpEntry(port, address, mac));
                yield new SilentDevice(id, site.site, kind, "", address, mac, witness.id());
            }
            case NEXT_HOP_CLOSED -> {
                Draft witness = site.cores.getLast();
                String next = Addressing.loopback4(site.site, NEXT_HOP_THIRD_OCTET, last);
                int port = site.links.getFirst().lowerPort().name.index();
                witness.route(new Route("198.18." + (number & 0xff) + ".0", 24, next, port));
                yield new SilentDevice(id, site.site, kind, "", next, "", witness.id());
            }
            case FLOW_EXPORTER -> new SilentDevice(id, site.site, kind, "", address, "", "");
        };
    }
}
