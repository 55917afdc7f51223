package io.segwright.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// `bench/run NAME`: runs one benchmark and prints its figures, one JSON object a line.
///
/// `bench/run machine NAME` prints what the figures of that benchmark were measured on: the first line of a file under
/// `bench/results`.
public final class Main {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 64;
    private static final String NAMES =
            "lpm, lpm-v4, lpm-v6, lpm-bytes, lpm-build, attribute, attribute-then, attribute-change,"
                    + " attribute-all, demo-discovery, graph-new, graph-unchanged, graph-open,"
                    + " snmp-repoll, snmp-pump, snmp-dead, snmp-first, snmp-in-flight,"
                    + " next-free, prefix-page";

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.size() == 2 && arguments.getFirst().equals("machine")) {
            out.println(machine(arguments.getLast()));
            return OK;
        }
        if (arguments.size() != 1) {
            err.println("usage: bench/run NAME; NAME is one of " + NAMES);
            return USAGE;
        }
        try {
            List<Measurement> measured = measure(arguments.getFirst());
            if (measured.isEmpty()) {
                err.println("'" + arguments.getFirst() + "' is no benchmark: want one of " + NAMES);
                return USAGE;
            }
            measured.forEach(m -> out.println(m.toJson()));
            return OK;
        } catch (BenchException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    /// No name of the machine and no path: the figures travel, the machine does not.
    private static String machine(String name) {
        return String.format(
                Locale.ROOT,
                "{\"command\":\"bench/run %s\",\"date\":\"%s\",\"jdk\":\"%s\",\"os\":\"%s\",\"arch\":\"%s\","
                        + "\"cores\":%d,\"heapMiB\":%d,\"load\":%.1f}",
                name.replaceAll("[^a-z0-9-]", ""),
                LocalDate.now(ZoneOffset.UTC),
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /// Empty for an unknown name.
    private static List<Measurement> measure(String name) throws BenchException {
        return switch (name) {
            case "lpm" -> {
                List<Measurement> all = new ArrayList<>(LpmV4.run());
                all.addAll(LpmV6.run());
                all.addAll(LpmBytes.run());
                all.addAll(LpmBuild.run());
                yield all;
            }
            case "lpm-v4" -> LpmV4.run();
            case "lpm-v6" -> LpmV6.run();
            case "lpm-bytes" -> LpmBytes.run();
            case "lpm-build" -> LpmBuild.run();
            case "attribute" -> {
                List<Measurement> all = new ArrayList<>(AttributeThen.run());
                all.addAll(AttributeChange.run());
                all.addAll(AttributeAll.run());
                yield all;
            }
            case "attribute-then" -> AttributeThen.run();
            case "attribute-change" -> AttributeChange.run();
            case "attribute-all" -> AttributeAll.run();
            case "demo-discovery" -> DemoDiscovery.run();
            case "graph-new" -> GraphNew.run();
            case "graph-unchanged" -> GraphUnchanged.run();
            case "graph-open" -> GraphOpen.run();
            case "snmp-repoll" -> SnmpRepoll.run(SnmpRepoll.LOAD.withProperties());
            case "snmp-pump" -> SnmpPump.run(SnmpPump.LOAD.withProperties());
            case "snmp-dead" -> SnmpDead.run(SnmpDead.LOAD.withProperties());
            case "snmp-first" -> SnmpFirst.run(SnmpFirst.LOAD.withProperties());
            case "snmp-in-flight" -> SnmpInFlight.run(SnmpInFlight.LOAD.withProperties());
            case "next-free" -> NextFree.run();
            case "prefix-page" -> PrefixPage.run();
            default -> List.of();
        };
    }
}
