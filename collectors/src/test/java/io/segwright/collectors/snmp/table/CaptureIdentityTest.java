package io.segwright.collectors.snmp.table;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.Reconciler;
import io.segwright.inventory.reconcile.Reconciliation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("data")
class CaptureIdentityTest {
    @TempDir static Path directory;

    @Test
    void explore() throws Exception {
        Map<String, Path> captures = CaptureArchive.unpack(directory);
        List<Observation> polls = new ArrayList<>();
        Map<IpAddress, String> names = new TreeMap<>();
        List<String> dump = new ArrayList<>();
        int n = 0;
        for (var e : captures.entrySet()) {
            IpAddress at = IpAddress.v4((100 << 24) + (64 << 16) + n++);
            var poll = CaptureArchive.poll(e.getValue(), at);
            if (poll.isPresent()) {
                DevicePolled p = poll.get();
                polls.add(p);
                names.put(at, e.getKey());
                dump.add(e.getKey() + "\t" + p.system().name() + "\t" + p.system().objectId() + "\t"
                        + p.keys().stream().map(Object::toString).sorted().toList() + "\t"
                        + p.interfaces().stream().flatMap(i -> i.mac().stream()).map(Object::toString).distinct().sorted().toList()
                        + "\t" + p.hardware().stream().filter(h -> !h.kind().name().equals("OTHER") && !h.kind().name().equals("MODULE")).toList()
                        + "\t" + p.addresses().stream().map(a -> a.address().toString()).toList());
            }
        }
        Files.write(Path.of("target/dump.tsv"), dump);
        Reconciliation r = Reconciler.reconcile(InventorySnapshot.EMPTY, polls, DeclaredRanges.NONE);
        List<String> out = new ArrayList<>();
        r.next().devices().stream().filter(d -> d.managementAddresses().size() > 1).forEach(d ->
            out.add("MERGED " + d.managementAddresses().stream().map(names::get).toList() + " " + d.keys()));
        r.conflicts().forEach(c -> out.add("CONFLICT " + c.subject() + " | " + c.question() + " | " + c.evidence().size() + " " + c.evidence().stream().map(x -> x).toList()));
        Files.write(Path.of("target/out.txt"), out);
    }
}
