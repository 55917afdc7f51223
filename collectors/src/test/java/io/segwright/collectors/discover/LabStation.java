package io.segwright.collectors.discover;

import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.AuthProtocol;
import io.segwright.collectors.snmp.Binding;
import io.segwright.collectors.snmp.CredentialBook;
import io.segwright.collectors.snmp.CredentialMemory;
import io.segwright.collectors.snmp.PrivProtocol;
import io.segwright.collectors.snmp.Secret;
import io.segwright.collectors.snmp.SnmpCredential;
import io.segwright.collectors.snmp.table.WalkLimits;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DeviceSilent;
import io.segwright.inventory.observe.Observation.ExporterSeen;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The program that [LabDiscoveryTest] runs on the lab's management station: arguments are the credential (`v1`,
/// `v2c`, `v3`, or one of v3 that is wrong), then seeds, ranges (with a slash), `hints` and `sweep`. One line an
/// observation.
final class LabStation {
    private LabStation() {}

    public static void main(String[] arguments) throws Exception {
        DiscoveryPlan.Builder plan = DiscoveryPlan.builder();
        List<Prefix> ranges = new ArrayList<>();
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            if (argument.equals("sweep")) {
                plan.sweep(Sweep.IPV4);
            } else if (argument.equals("hints")) {
                plan.hints(LocalNeighbours.read());
            } else if (argument.contains("/")) {
                ranges.add(Prefix.parse(argument));
                plan.range("lab", ranges.getLast());
            } else {
                plan.seed(IpAddress.parse(argument));
            }
        }
        SnmpCredential credential = credential(arguments[0], Binding.toRanges(ranges));
        try (Discovery discovery =
                Discovery.open(
                        plan.build(),
                        PoliteLimits.SHIPPED,
                        WalkLimits.SHIPPED,
                        new CredentialBook(List.of(credential)),
                        new CredentialMemory(InstantSource.system()),
                        InstantSource.system())) {
            discovery.run(LabStation::print, DiscoveryProgress.NONE);
        }
    }

    private static SnmpCredential credential(String kind, Binding binding) {
        return switch (kind) {
            case "v1" -> new SnmpCredential.V1(kind, binding, Secret.of("public"));
            case "v2c" -> new SnmpCredential.V2c(kind, binding, Secret.of("public"));
            case "wrong-community" -> new SnmpCredential.V2c(kind, binding, Secret.of("publik"));
            case "wrong-user" -> v3(kind, binding, "minotaur", "monitor-auth-1", "monitor-priv-1");
            case "wrong-auth" -> v3(kind, binding, "monitor", "monitor-auth-2", "monitor-priv-1");
            case "wrong-priv" -> v3(kind, binding, "monitor", "monitor-auth-1", "monitor-priv-2");
            default -> v3(kind, binding, "monitor", "monitor-auth-1", "monitor-priv-1");
        };
    }

    private static SnmpCredential v3(
            String name, Binding binding, String user, String auth, String priv) {
        return new SnmpCredential.V3(
                name,
                binding,
                user,
                AuthProtocol.SHA256,
                Secret.of(auth),
                PrivProtocol.AES128,
                Secret.of(priv));
    }

    private static void print(Observation observation) {
        System.out.println(
                switch (observation) {
                    case DevicePolled d ->
                            String.join(
                                    " ",
                                    "POLLED",
                                    d.provenance().exporter().toString(),
                                    d.system().name(),
                                    "interfaces=" + d.interfaces().size(),
                                    "addresses=" + d.addresses().size(),
                                    "neighbours=" + d.neighbors().size(),
                                    "keys=" + d.keys().size(),
                                    "incomplete=" + d.incomplete().size());
                    case DeviceSilent s -> "SILENT " + s.target() + " " + s.reason();
                    case ExporterSeen e -> "EXPORTER " + e;
                    case Observation.TelemetrySeen seen -> "TELEMETRY " + seen;
                    case Observation.DeviceImported imported -> "IMPORTED " + imported;
                });
    }
}
