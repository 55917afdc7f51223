package io.segwright.app.stage;

import io.segwright.acl.compile.AclCompiler;
import io.segwright.acl.compile.Compilation;
import io.segwright.acl.compile.CompiledList;
import io.segwright.acl.dialect.Dialect;
import io.segwright.acl.dialect.Ios;
import io.segwright.acl.dialect.NfTables;
import io.segwright.acl.intent.Tracking;
import io.segwright.acl.plan.DeviceFile;
import io.segwright.acl.policy.Finding;
import io.segwright.acl.policy.Policy;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.Platform;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Which files a plan has: each device's lists in its own platform's words, and those of Linux routers in Cisco IOS
/// words too, so that one who replaces such a router has the list at hand.
///
/// @param files sorted by name
/// @param findings of the compiler
public record ListFiles(List<ListFile> files, List<Finding> findings) {
    public ListFiles {
        files = List.copyOf(files);
        findings = List.copyOf(findings);
    }

    /// Whether the device that a file is for understands it.
    public enum Fitness {
        /// Its platform speaks the dialect.
        LOADABLE,
        /// The dialect is another platform's: for review, or for a replacement.
        FOR_REVIEW
    }

    /// A file and whether its device can load it.
    public record ListFile(DeviceFile file, Platform platform, Fitness fitness) {}

    public static ListFiles of(
            Policy policy, Topology topology, List<Allocation> allocations, Instant now) {
        Map<DeviceId, Topology.Node> nodes = new HashMap<>();
        topology.nodes().forEach(n -> nodes.put(n.id(), n));
        Compilation own = AclCompiler.compile(policy, topology, allocations, now);
        List<ListFile> files = new ArrayList<>();
        add(files, nodes, DeviceFile.of(lists(own, nodes, Platform.LINUX::equals), new NfTables()));
        add(files, nodes, DeviceFile.of(lists(own, nodes, p -> p != Platform.LINUX), new Ios()));
        Topology linuxRouters =
                new Topology(
                        topology.nodes().stream()
                                .filter(n ->
                                        n.platform() == Platform.LINUX && n.role() == Role.ROUTER)
                                .toList());
        Compilation stateless =
                AclCompiler.compile(policy, linuxRouters, allocations, now, Tracking.STATELESS);
        add(files, nodes, DeviceFile.of(stateless.lists(), new Ios()));
        files.sort((a, b) -> a.file().name().compareTo(b.file().name()));
        return new ListFiles(files, own.findings());
    }

    private static List<CompiledList> lists(
            Compilation compilation,
            Map<DeviceId, Topology.Node> nodes,
            Predicate<Platform> which) {
        return compilation.lists().stream()
                .filter(l -> which.test(platform(nodes, l.point().device())))
                .toList();
    }

    private static void add(
            List<ListFile> files, Map<DeviceId, Topology.Node> nodes, List<DeviceFile> more) {
        for (DeviceFile file : more) {
            Platform platform = platform(nodes, file.device());
            files.add(new ListFile(file, platform, fitness(platform, file.dialect())));
        }
    }

    private static Platform platform(Map<DeviceId, Topology.Node> nodes, DeviceId device) {
        Topology.Node node = nodes.get(device);
        return node == null ? Platform.UNKNOWN : node.platform();
    }

    private static Fitness fitness(Platform platform, Dialect dialect) {
        boolean speaks =
                switch (dialect) {
                    case NfTables _ -> platform == Platform.LINUX;
                    case Ios _ -> platform == Platform.CISCO_IOS;
                };
        return speaks ? Fitness.LOADABLE : Fitness.FOR_REVIEW;
    }
}
