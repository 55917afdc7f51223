package io.segwright.collectors.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.RealData;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Attribution;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationHistoryTest {
    private static final int PAIRS = 5_000;

    private record Event(Instant at, boolean added, String entry) {}

    /// What the lines say of an address at a time, told by running through all lines of each prefix that covers it.
    private record Scan(Map<Prefix, List<Event>> events) {
        String names(IpAddress address, Instant at) {
            for (int length = address.family().bits(); length >= 0; length--) {
                Prefix prefix = Prefix.covering(address, length);
                Set<String> open = new HashSet<>();
                for (Event event : events.getOrDefault(prefix, List.of())) {
                    if (!event.at().isAfter(at)) {
                        if (event.added()) {
                            open.add(event.entry());
                        } else {
                            open.remove(event.entry());
                        }
                    }
                }
                if (!open.isEmpty()) {
                    Set<String> names = new TreeSet<>();
                    open.forEach(entry -> names.add(entry.split("\t", 2)[0]));
                    return prefix + " " + String.join("+", names);
                }
            }
            return "";
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"aws-ip-ranges-history.tsv.xz", "azure-servicetags-history.tsv.xz"})
    @Tag("data")
    void aPublishedHistoryIsTakenWholeAndEqualsAScanOfItsLines(String name) throws Exception {
        SourceFile file = SourceFile.of(RealData.at("clouds/" + name));
        AllocationImport read = AllocationHistory.read(file, new Vrf("cloud"), "the cloud");
        assertThat(read).isInstanceOf(AllocationImport.Imported.class);
        List<Allocation> allocations = ((AllocationImport.Imported) read).allocations();
        Scan scan = new Scan(new HashMap<>());
        List<Prefix> prefixes = new ArrayList<>();
        TreeSet<Instant> times = new TreeSet<>();
        for (String line : file.text(1 << 26).lines().toList()) {
            String[] cells = line.split("\t", 4);
            Prefix prefix = Prefix.of(cells[2]);
            prefixes.add(prefix);
            times.add(Instant.parse(cells[0]));
            scan.events()
                    .computeIfAbsent(prefix, _ -> new ArrayList<>())
                    .add(new Event(Instant.parse(cells[0]), cells[1].equals("+"), cells[3]));
        }
        assertThat(allocations.stream().map(Allocation::prefix).distinct())
                .hasSize(scan.events().size());
        AttributionIndex index = AttributionIndex.build(allocations, times.getLast());
        SplittableRandom random = new SplittableRandom(38);
        List<Instant> moments = List.copyOf(times);
        for (int i = 0; i < PAIRS; i++) {
            IpAddress address = prefixes.get(random.nextInt(prefixes.size())).last();
            Instant at =
                    moments.get(random.nextInt(moments.size())).plusSeconds(random.nextInt(-1, 2));
            Attribution answer = index.lookup(new Vrf("cloud"), address, at);
            assertThat(
                            answer.deepest().isEmpty()
                                    ? ""
                                    : answer.deepest().orElseThrow().prefix()
                                            + " "
                                            + answer.tags().service())
                    .as("%s at %s", address, at)
                    .isEqualTo(scan.names(address, at));
        }
    }
}
