package io.segwright.lab.estate;

import io.segwright.lab.device.DeviceRole;
import io.segwright.lab.device.LabDevice.PortAddress;
import io.segwright.lab.device.LabDevice.Route;
import io.segwright.lab.device.PortKind;
import io.segwright.lab.estate.Draft.Clue;
import io.segwright.lab.estate.Draft.DraftPort;
import io.segwright.lab.estate.SiteBuilder.Link;
import java.util.List;

/// Fills routing tables: connected routes, defaults upwards, host networks downwards, other sites' aggregates.
///
/// A leaf that is to be found by next hop only is routed to by its loopback, as an iBGP next hop would be; so is the
/// first core of the last site.
final class Routing {
    private final List<SiteBuilder> sites;

    Routing(List<SiteBuilder> sites) {
        this.sites = sites;
    }

    void fill() {
        for (SiteBuilder site : sites) {
            for (Link link : site.links) {
                defaults(link);
                downwards(site, link);
            }
            for (Draft core : site.cores) {
                otherSites(site, core);
            }
        }
    }

    /// Routes to what the device itself is attached to.
    static void connected(Draft draft) {
        for (DraftPort port : draft.ports) {
            if (port.kind == PortKind.LOOPBACK || port.kind == PortKind.INTERNAL) {
                continue;
            }
            for (PortAddress own : port.addresses) {
                if (!own.address().startsWith("fe80:")) {
                    String network = Network.of(own.address(), own.prefixLength());
                    draft.route(new Route(network, own.prefixLength(), "", port.name.index()));
                }
            }
        }
    }

    private static void defaults(Link link) {
        if (link.lower().role == DeviceRole.CORE) {
            return;
        }
        int port = link.lowerPort().name.index();
        String next4 = Addressing.link4(link.site(), link.number(), 0);
        String next6 = Addressing.link6(link.site(), link.number(), 0);
        link.lower().route(new Route("0.0.0.0", 0, next4, port));
        link.lower().route(new Route("::", 0, next6, port));
    }

    private static void downwards(SiteBuilder site, Link link) {
        if (link.upper().role == DeviceRole.DISTRIBUTION && link.lower().leaf > 0) {
            hostNetwork(link.upper(), link, link.lower());
        }
        if (link.upper().role == DeviceRole.CORE && link.lower().role == DeviceRole.DISTRIBUTION) {
            int own = site.distribution.indexOf(link.lower());
            for (int i = 0; i < site.leaves.size(); i++) {
                int first = i % site.distribution.size();
                int second = (i + 1) % site.distribution.size();
                if (site.leaves.get(i).leaf > 0 && (own == first || own == second)) {
                    hostNetwork(link.upper(), link, site.leaves.get(i));
                }
            }
        }
    }

    private static void hostNetwork(Draft router, Link link, Draft leaf) {
        int port = link.upperPort().name.index();
        boolean recursive = leaf.clue == Clue.NEXT_HOP;
        String next4 =
                recursive ? leaf.answersAt.get(1) : Addressing.link4(link.site(), link.number(), 1);
        String next6 = Addressing.link6(link.site(), link.number(), 1);
        router.route(new Route(Addressing.subnet4(leaf.site, leaf.leaf), 24, next4, port));
        router.route(new Route(Addressing.subnet6(leaf.site, leaf.leaf), 64, next6, port));
    }

    private void otherSites(SiteBuilder site, Draft core) {
        int last = sites.size() - 1;
        for (int other = 0; other < sites.size(); other++) {
            if (other == site.site) {
                continue;
            }
            boolean up = other > site.site;
            int lineSite =
                    up
                            ? site.site
                            : site.site - 1; // the lower site of the two has the link's numbers
            for (Link link : sites.get(lineSite).links) {
                Draft here = up ? link.upper() : link.lower();
                Draft there = up ? link.lower() : link.upper();
                if (!here.equals(core) || there.site == core.site) {
                    continue;
                }
                DraftPort port = up ? link.upperPort() : link.lowerPort();
                String next4 = Addressing.link4(link.site(), link.number(), up ? 1 : 0);
                if (other == last && site.site == last - 1) {
                    next4 = sites.get(last).cores.getFirst().answersAt.get(1);
                }
                String next6 = Addressing.link6(link.site(), link.number(), up ? 1 : 0);
                int index = port.name.index();
                core.route(new Route("10." + (100 + other) + ".0.0", 16, next4, index));
                core.route(new Route("fd10:0:" + (100 + other) + "::", 48, next6, index));
            }
        }
    }
}
