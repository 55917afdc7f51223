package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("data")
class LinkReplayTest {
    @TempDir static Path directory;
    private static CaptureFiles files;
    private static JsonNode expected;

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        files = CaptureFiles.unpack(directory);
        expected = files.expected();
    }

    private static DevicePolled read(MemoryAgent agent) {
        Walker walker = new Walker(agent, WalkLimits.SHIPPED, System::nanoTime);
        Provenance provenance = new Provenance("snmp", IpAddress.of("192.0.2.1"), Instant.EPOCH);
        try {
            DevicePolled d = DeviceReader.read(walker, provenance, "replay");
            return d;
        } catch (SnmpFault fault) {
            throw new AssertionError(fault);
        }
    }

    @Test
    void explore() throws IOException {
        Set<String> differing = new TreeSet<>();
        int links=0, same=0, vrfs=0, sameVrf=0;
        for (var it = expected.fields(); it.hasNext();) {
            var e = it.next();
            JsonNode l = e.getValue().path("discovery-protocols").path("links");
            JsonNode v = e.getValue().path("vrf").path("vrfs");
            JsonNode a = e.getValue().path("arp-table").path("ipv4_mac");
            JsonNode f = e.getValue().path("fdb-table").path("ports_fdb");
            if (l.isMissingNode() && v.isMissingNode()&&a.isMissingNode()&&f.isMissingNode()) continue;
            DevicePolled d = read(files.capture(e.getKey()));
            for (JsonNode x : l) {
                links++;
                boolean ok = false;
                for (NeighborFact n : d.neighbors()) {
                    ok |= n.localInterface().equals(x.path("ifName").asText())
                        && (n.systemName().equals(x.path("remote_hostname").asText()) || n.chassisId().equals(x.path("remote_hostname").asText()))
                        && x.path("remote_port").asText().startsWith(n.portId());
                }
                if (ok) same++; else differing.add(e.getKey()+": "+x.path("ifName").asText()+" / "+x.path("ifDescr").asText()+" > "+x.path("remote_hostname").asText()+" > "+x.path("remote_port").asText()+"    OURS "+ d.neighbors().stream().map(n -> n.localInterface()+">"+n.systemName()+">"+n.chassisId()+">"+n.portId()).toList());
            }
            for (JsonNode x : v) {
                vrfs++;
                String want = x.path("vrf_name").asText()+" "+x.path("mplsVpnVrfRouteDistinguisher").asText("").replace("null","")+" "+x.path("ifIndices").asText("").replace("null","");
                boolean ok = d.vrfs().stream().anyMatch(w -> (w.vrf().name()+" "+w.routeDistinguisher()+" "+ w.interfaceIndexes().stream().sorted().map(String::valueOf).collect(java.util.stream.Collectors.joining(","))).equals(want));
                if (ok) sameVrf++; else differing.add(e.getKey()+" VRF "+want+"   OURS "+d.vrfs());
            }
            if (!a.isMissingNode()) differing.add(e.getKey()+" ARP "+a+" OURS "+d.arp());
            if (!f.isMissingNode()) differing.add(e.getKey()+" FDB "+f+" OURS "+d.fdb());
        }
        System.err.printf("links %d of %d, vrfs %d of %d%n", same, links, sameVrf, vrfs);
        Files.write(Path.of("target", "link-differences.txt"), differing);
    }

    @Test
    void walks() throws IOException {
        for (Path p : files.walks()) {
            long t = System.nanoTime();
            MemoryAgent agent = files.walk(p);
            long t2 = System.nanoTime();
            DevicePolled d = read(agent);
            System.err.printf("%s parse %d ms read %d ms requests %d: nb %d arp %d fdb %d (vlan0 %d if0 %d) vrf %s virt %d agg %s routes %d inc %s%n", p.getFileName(), (t2-t)/1000000, (System.nanoTime()-t2)/1000000, agent.requests.size(),
              d.neighbors().size(), d.arp().size(), d.fdb().size(), d.fdb().stream().filter(x->x.vlan()==0).count(), d.fdb().stream().filter(x->x.interfaceIndex()==0).count(), d.vrfs(), d.virtualAddresses().size(), d.aggregates(), d.routes().size(), d.incomplete());
        }
    }
}
