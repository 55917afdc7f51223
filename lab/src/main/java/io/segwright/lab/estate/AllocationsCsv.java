package io.segwright.lab.estate;

import io.segwright.lab.device.LabDevice;
import java.util.List;

/// Writes the allocations that the estate's owner would have in a spreadsheet.
final class AllocationsCsv {
    private static final String FROM = "2025-01-01";

    private final StringBuilder out =
            new StringBuilder(
                    "vrf,prefix,service,subscription,vm,environment,owner,valid_from,valid_to,do_not_poll\n");

    private AllocationsCsv() {}

    /// @param leaves those with a host network, in the order in which hosts were dealt out
    static String write(
            List<Site> sites, List<LabDevice> leaves, List<Integer> leafNumbers, List<Host> hosts) {
        AllocationsCsv csv = new AllocationsCsv();
        sites.forEach(csv::site);
        csv.row("127.64.250.0/24", "jump", "access", "", "prod", "network-team", "");
        csv.row("fd00:ff::/64", "jump", "access", "", "prod", "network-team", "");
        List<String> rogueLeaves =
                hosts.stream().filter(h -> !h.isAllocated()).map(Host::leafId).distinct().toList();
        for (int i = 0; i < leaves.size(); i++) {
            csv.subnet(i, leaves.get(i), leafNumbers.get(i), rogueLeaves);
        }
        hosts.stream().filter(Host::isAllocated).forEach(csv::host);
        return csv.out.toString();
    }

    private void site(Site site) {
        String v4 = "127." + (64 + site.number()) + ".";
        String name = site.name();
        String owner = "network-team";
        row(v4 + "0.0/18", "network-management", "oob-" + name, "", "prod", owner, "");
        row(v4 + "128.0/18", "network-management", "loopbacks-" + name, "", "prod", owner, "");
        row(
                "fd30:0:" + (64 + site.number()) + "::/64",
                "network-management",
                "loopbacks-" + name,
                "",
                "prod",
                owner,
                "");
        row(
                "100." + (64 + site.number()) + ".0.0/16",
                "network-links",
                "links-" + name,
                "",
                "prod",
                owner,
                "");
        row(
                "fd20:0:" + (64 + site.number()) + "::/48",
                "network-links",
                "links-" + name,
                "",
                "prod",
                owner,
                "");
        // the two ranges that nobody answers for
        row(v4 + "100.0/24", "network-management", "lab-" + name, "", "prod", "", "");
        row(v4 + "101.0/24", "network-management", "lab-" + name, "", "prod", "", "");
        row(
                v4 + Forbidden.EXCLUDED_THIRD + ".0/24",
                "network-management",
                "plant-" + name,
                "",
                "prod",
                "plant-team",
                "");
        row(
                v4 + Forbidden.DO_NOT_POLL_THIRD + ".0/24",
                "network-management",
                "scada-" + name,
                "",
                "prod",
                "plant-team",
                "true");
    }

    private void subnet(int index, LabDevice leaf, int number, List<String> rogueLeaves) {
        boolean mixed = HostPlanner.isMixed(index);
        PolicyBook.Purpose purpose = PolicyBook.purpose(index - index / HostPlanner.MIXED_EVERY);
        String service = mixed ? "shared-hosting" : purpose.service();
        String environment = mixed ? "prod" : purpose.environment();
        String owner = mixed ? "platform-team" : purpose.owner();
        String subscription = service + "-" + Site.of(leaf.site()).name();
        int bits = rogueLeaves.contains(leaf.id()) ? 25 : 24;
        String v4 = Addressing.subnet4(leaf.site(), number) + "/" + bits;
        String v6 = Addressing.subnet6(leaf.site(), number) + "/64";
        row(v4, service, subscription, "", environment, owner, "");
        row(v6, service, subscription, "", environment, owner, "");
    }

    private void host(Host host) {
        String subscription = host.service() + "-" + host.environment();
        for (String prefix : List.of(host.ipv4() + "/32", host.ipv6() + "/128")) {
            row(
                    prefix,
                    host.service(),
                    subscription,
                    host.name(),
                    host.environment(),
                    host.owner(),
                    "");
        }
    }

    private void row(
            String prefix,
            String service,
            String subscription,
            String vm,
            String environment,
            String owner,
            String doNotPoll) {
        out.append("default,").append(prefix);
        for (String cell :
                List.of(service, subscription, vm, environment, owner, FROM, "", doNotPoll)) {
            out.append(',').append(cell);
        }
        out.append('\n');
    }
}
