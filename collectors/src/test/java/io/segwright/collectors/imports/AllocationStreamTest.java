package io.segwright.collectors.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocationStreamTest {
    private static final int MOST = 1_000;
    private static final int BEYOND = MOST + 200;

    @TempDir private Path folder;

    private Path file(String... last) throws IOException {
        Path file = folder.resolve("a.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("prefix\n");
            for (int i = 0; i < BEYOND; i++) {
                out.write("10." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255) + "\n");
            }
            for (String line : last) {
                out.write(line + "\n");
            }
        }
        return file;
    }

    private static AllocationImport read(Path file) throws IOException {
        return AllocationCsv.read(SourceFile.of(file), Vrf.DEFAULT, MOST);
    }

    @Test
    void moreRowsThanAnImportTakesAreCheckedToTheLast() throws IOException {
        assertThat(read(file())).isEqualTo(new AllocationImport.Checked(BEYOND, List.of()));
        assertThat(read(file("10.0.0.7", "10.0.0.9/24", "192.0.2.1")))
                .isEqualTo(
                        new AllocationImport.Refused(
                                List.of(
                                        "a.csv:1203:1: prefix 10.0.0.9/24 has host bits set: want 10.0.0.0/24 or 10.0.0.9",
                                        "a.csv:1202:1: prefix 10.0.0.7/32 in VRF default is also on line 9 for an overlapping time; remove one, or end the earlier by valid_to"),
                                2));
    }

    /// Against a comparison of each with each.
    @Test
    void overlapsAreThoseThatComparingAllWithAllFinds() throws IOException {
        SplittableRandom random = new SplittableRandom(38);
        List<Allocation> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Instant from = Instant.ofEpochSecond(random.nextInt(200));
            all.add(
                    new Allocation(
                            new Vrf("v" + random.nextInt(3)),
                            Prefix.of(
                                    (random.nextBoolean() ? "10.0.0." : "::") + random.nextInt(99)),
                            Tags.NONE,
                            from,
                            from.plusSeconds(1 + random.nextInt(20)),
                            Polling.ALLOWED,
                            ""));
        }
        Set<Integer> expected = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < all.size(); j++) {
                Allocation a = all.get(i);
                Allocation b = all.get(j);
                if (i != j
                        && a.vrf().equals(b.vrf())
                        && a.prefix().equals(b.prefix())
                        && a.validFrom().isBefore(b.validTo())
                        && b.validFrom().isBefore(a.validTo())) {
                    expected.add(i);
                }
            }
        }
        Set<Integer> found = new HashSet<>();
        try (Spans spans = new Spans(100)) {
            for (int i = 0; i < all.size(); i++) {
                assertThat(spans.add(all.get(i), i)).isTrue();
            }
            spans.overlaps((line, other, vrf, prefix) -> {
                assertThat(other).isLessThan(line);
                assertThat(all.get((int) line).vrf()).isEqualTo(vrf);
                assertThat(all.get((int) other).prefix()).isEqualTo(prefix);
                found.add((int) line);
                found.add((int) other);
            });
        }
        assertThat(found).isNotEmpty().isEqualTo(expected);
    }
}
