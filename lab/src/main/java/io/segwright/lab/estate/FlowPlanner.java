package io.segwright.lab.estate;

import io.segwright.lab.device.AccessKind;
import io.segwright.lab.device.LabDevice;
import io.segwright.lab.device.PortKind;
import io.segwright.lab.exporter.ExportedFlow;
import io.segwright.lab.exporter.FlowProtocol;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Plans conversations that the policy's rules permit, a few that none does, and the exporters that see them.
final class FlowPlanner {
    private static final int VIOLATION_PERCENT = 1;
    private static final int IPV6_PERCENT = 30;
    private static final int ROGUE_CONVERSATIONS = 4;
    private static final int TELNET = 23; // no rule permits it
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;
    private static final int TCP_FLAGS = 0x1b;
    private static final long OLDEST_MILLIS = 3_600_000;

    private final RandomGenerator random;
    private final Map<String, List<Host>> bySegment = new LinkedHashMap<>();
    private final Map<String, List<Host>> byLeaf = new LinkedHashMap<>();
    private final Map<String, List<PolicyBook.Rule>> rulesFrom = new LinkedHashMap<>();
    private final Map<String, PolicyBook.NetService> services = PolicyBook.servicesByName();
    private final List<Host> rogues = new ArrayList<>();
    private final List<Host> allocated = new ArrayList<>();

    /// Who exports, while flows are being dealt out.
    private record Exporter(
            String deviceId,
            String address,
            int hostPort,
            int uplink,
            List<Host> hosts,
            List<PlannedFlow> flows) {}

    FlowPlanner(RandomGenerator random, List<Host> hosts) {
        this.random = random;
        for (Host host : hosts) {
            if (!host.isAllocated()) {
                rogues.add(host);
                continue;
            }
            allocated.add(host);
            bySegment.computeIfAbsent(host.segment(), _ -> new ArrayList<>()).add(host);
            byLeaf.computeIfAbsent(host.leafId(), _ -> new ArrayList<>()).add(host);
        }
        for (PolicyBook.Rule rule : PolicyBook.rules()) {
            rulesFrom.computeIfAbsent(rule.from(), _ -> new ArrayList<>()).add(rule);
        }
    }

    List<ExporterPlan> plan(EstateSpec spec, List<LabDevice> devices, List<SilentDevice> silent) {
        List<Exporter> exporters = exporters(spec, devices, silent);
        if (!exporters.isEmpty() && !allocated.isEmpty()) {
            for (int i = 0; i < spec.conversations(); i++) {
                Exporter exporter = exporters.get(i % exporters.size());
                converse(exporter, pick(exporter.hosts));
            }
            for (Host rogue : rogues) {
                for (int i = 0; i < ROGUE_CONVERSATIONS; i++) {
                    telnet(exporters.getFirst(), rogue);
                }
            }
        }
        List<ExporterPlan> out = new ArrayList<>();
        for (int i = 0; i < exporters.size(); i++) {
            Exporter exporter = exporters.get(i);
            FlowProtocol protocol = i % 2 == 0 ? FlowProtocol.NETFLOW9 : FlowProtocol.IPFIX;
            int sampling = i % 3 == 2 ? 100 : 1;
            out.add(
                    new ExporterPlan(
                            exporter.deviceId,
                            exporter.address,
                            protocol,
                            1_000 + i,
                            sampling,
                            exporter.flows));
        }
        return List.copyOf(out);
    }

    private List<Exporter> exporters(
            EstateSpec spec, List<LabDevice> devices, List<SilentDevice> silent) {
        List<Exporter> out = new ArrayList<>();
        int[] perSite = new int[spec.sites()];
        for (LabDevice device : devices) {
            boolean fit =
                    byLeaf.containsKey(device.id())
                            && device.access() == AccessKind.V3
                            && device.lldp() == LabDevice.LldpState.ENABLED;
            if (fit && perSite[device.site()] < spec.exportersPerSite()) {
                perSite[device.site()]++;
                int hostPort = portOf(device, PortKind.VLAN);
                int uplink = portOf(device, PortKind.PHYSICAL);
                String address = device.answersAt().getLast();
                List<Host> hosts = byLeaf.getOrDefault(device.id(), List.of());
                out.add(
                        new Exporter(
                                device.id(), address, hostPort, uplink, hosts, new ArrayList<>()));
            }
        }
        for (SilentDevice device : silent) {
            if (device.kind() == SilentDevice.Kind.FLOW_EXPORTER && !allocated.isEmpty()) {
                out.add(
                        new Exporter(
                                device.id(), device.address(), 1, 2, allocated, new ArrayList<>()));
            }
        }
        return out;
    }

    private static int portOf(LabDevice device, PortKind kind) {
        return device.ports().stream()
                .filter(p -> p.kind() == kind)
                .mapToInt(LabDevice.Port::index)
                .findFirst()
                .orElse(0);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void converse(Exporter exporter, Host client) {
        List<PolicyBook.Rule> rules =
                rulesFrom.getOrDefault(client.segment(), List.of()).stream()
                        .filter(rule -> bySegment.containsKey(rule.to()))
                        .toList();
        if (rules.isEmpty() || random.nextInt(100) < VIOLATION_PERCENT) {
            telnet(exporter, client);
            return;
        }
        PolicyBook.Rule rule = pick(rules);
        Host server = pick(bySegment.getOrDefault(rule.to(), allocated));
        PolicyBook.NetService service = services.get(rule.service());
        if (service == null) {
            throw new IllegalStateException(rule.name() + " names no service: " + rule.service());
        }
        boolean ipv6 = random.nextInt(100) < IPV6_PERCENT;
        add(exporter, client, server, ipv6, pick(service.items()), rule.name());
    }

    private void telnet(Exporter exporter, Host client) {
        add(exporter, client, pick(allocated), false, "tcp/" + TELNET, "");
    }

    /// Both directions, as two records.
    private void add(
            Exporter exporter, Host client, Host server, boolean ipv6, String item, String rule) {
        String what = item.substring(item.indexOf('/') + 1);
        int protocol =
                switch (item.substring(0, item.indexOf('/'))) {
                    case "tcp" -> TCP;
                    case "udp" -> UDP;
                    default -> ipv6 ? ICMPV6 : ICMP;
                };
        boolean ping = protocol == ICMP || protocol == ICMPV6;
        int serverPort = ping ? (ipv6 ? 128 : 8) * 256 : port(what);
        int clientPort = ping ? (ipv6 ? 129 : 0) * 256 : random.nextInt(32_768, 61_000);
        InetAddress from = InetAddress.ofLiteral(ipv6 ? client.ipv6() : client.ipv4());
        InetAddress to = InetAddress.ofLiteral(ipv6 ? server.ipv6() : server.ipv4());
        long packets = random.nextInt(1, 40);
        long ended = random.nextLong(OLDEST_MILLIS);
        long duration = random.nextInt(30_000);
        PlannedFlow.Ends ends =
                client.isAllocated() ? PlannedFlow.Ends.ATTRIBUTABLE : PlannedFlow.Ends.ONE_UNKNOWN;
        int flags = protocol == TCP ? TCP_FLAGS : 0;
        ExportedFlow request =
                new ExportedFlow(
                        from,
                        to,
                        protocol,
                        ping ? 0 : clientPort,
                        serverPort,
                        flags,
                        packets * random.nextInt(60, 300),
                        packets,
                        exporter.hostPort,
                        exporter.uplink,
                        ended,
                        duration);
        ExportedFlow reply =
                new ExportedFlow(
                        to,
                        from,
                        protocol,
                        ping ? 0 : serverPort,
                        clientPort,
                        flags,
                        packets * random.nextInt(60, 1_400),
                        packets,
                        exporter.uplink,
                        exporter.hostPort,
                        ended,
                        duration);
        exporter.flows.add(new PlannedFlow(request, rule, ends));
        exporter.flows.add(new PlannedFlow(reply, rule, ends));
    }

    private int port(String range) {
        int dash = range.indexOf('-');
        if (dash < 0) {
            return Integer.parseInt(range);
        }
        int first = Integer.parseInt(range.substring(0, dash));
        int last = Integer.parseInt(range.substring(dash + 1));
        return random.nextInt(first, last + 1);
    }
}
