package io.segwright.collectors.imports;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// Finds lines that give one prefix out twice for an overlapping time, among more lines than fit in memory.
///
/// Runs of a bounded number of lines are sorted by prefix and beginning and put into temporary files; merged, lines that
/// overlap are neighbours. Cost: n log n, 50 bytes a line on disk, memory of one run. Not thread-safe.
final class Spans implements AutoCloseable {
    private static final int RUN_LINES = 250_000; // about 25 MB
    private static final int VRFS_MAX = 100_000; // names kept in memory, about 10 MB
    private static final int BUFFER_BYTES = 1 << 16; // of each run while they are merged

    private static final Comparator<Span> ORDER =
            Comparator.comparingInt(Span::vrf)
                    .thenComparing(Span::prefix)
                    .thenComparing(Span::from)
                    .thenComparingLong(Span::line);

    private record Span(int vrf, Prefix prefix, Instant from, Instant to, long line) {
        boolean isAbout(Span other) {
            return vrf == other.vrf && prefix.equals(other.prefix);
        }
    }

    /// Takes two lines that overlap.
    @FunctionalInterface
    interface Overlap {
        /// @param line the later one in the file
        /// @param other the earlier one in the file
        void found(long line, long other, Vrf vrf, Prefix prefix);
    }

    private final Map<Vrf, Integer> ordinals = new HashMap<>();
    private final List<Vrf> vrfs = new ArrayList<>();
    private final List<Path> runs = new ArrayList<>();
    private final Span[] run;
    private int size;

    Spans() {
        this(RUN_LINES);
    }

    /// @param runLines as many lines are in memory at a time
    Spans(int runLines) {
        this.run = new Span[runLines];
    }

    /// @return false where there are too many routing domains to go on
    boolean add(Allocation allocation, long line) throws IOException {
        Integer ordinal = ordinals.get(allocation.vrf());
        if (ordinal == null) {
            if (vrfs.size() >= VRFS_MAX) {
                return false;
            }
            ordinal = vrfs.size();
            ordinals.put(allocation.vrf(), ordinal);
            vrfs.add(allocation.vrf());
        }
        if (size == run.length) {
            spill();
        }
        run[size++] =
                new Span(
                        ordinal,
                        allocation.prefix(),
                        allocation.validFrom(),
                        allocation.validTo(),
                        line);
        return true;
    }

    private void spill() throws IOException {
        Arrays.sort(run, 0, size, ORDER);
        Path file = Files.createTempFile("segwright-import", ".run");
        runs.add(file);
        try (DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES))) {
            for (int i = 0; i < size; i++) {
                write(run[i], out);
            }
        }
        Arrays.fill(run, 0, size, null);
        size = 0;
    }

    /// Tells every line that overlaps one before it in time, in the order of prefixes.
    void overlaps(Overlap overlap) throws IOException {
        spill();
        PriorityQueue<Run> open = new PriorityQueue<>(Comparator.comparing(Run::next, ORDER));
        try {
            for (Path file : runs) {
                Run reader = new Run(file);
                if (reader.advance()) {
                    open.add(reader);
                } else {
                    reader.close();
                }
            }
            merge(open, overlap);
        } finally {
            for (Run reader : open) {
                reader.close();
            }
        }
    }

    private void merge(PriorityQueue<Run> open, Overlap overlap) throws IOException {
        Span lasting = null; // of those about one prefix so far, the one that ends last
        for (Run reader = open.poll(); reader != null; reader = open.poll()) {
            Span span = reader.next();
            if (lasting == null || !lasting.isAbout(span)) {
                lasting = span;
            } else {
                if (span.from().isBefore(lasting.to())) {
                    overlap.found(
                            Math.max(span.line(), lasting.line()),
                            Math.min(span.line(), lasting.line()),
                            vrfs.get(span.vrf()),
                            span.prefix());
                }
                lasting = span.to().isAfter(lasting.to()) ? span : lasting;
            }
            if (reader.advance()) {
                open.add(reader);
            } else {
                reader.close();
            }
        }
    }

    private static void write(Span span, DataOutputStream out) throws IOException {
        out.writeInt(span.vrf());
        out.writeByte(span.prefix().length());
        out.writeByte(span.prefix().family() == IpFamily.V4 ? 4 : 6);
        out.writeLong(span.prefix().network().high());
        out.writeLong(span.prefix().network().low());
        write(span.from(), out);
        write(span.to(), out);
        out.writeLong(span.line());
    }

    private static void write(Instant time, DataOutputStream out) throws IOException {
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
    }

    /// Deletes what is on disk.
    @Override
    public void close() throws IOException {
        for (Path file : runs) {
            Files.deleteIfExists(file);
        }
        runs.clear();
    }

    /// One sorted run, read from its beginning.
    private static final class Run implements AutoCloseable {
        private final DataInputStream in;
        private final long lines;
        private long read;
        private Span next = new Span(0, Prefix.of("0.0.0.0/0"), Instant.MIN, Instant.MAX, 0);

        Run(Path file) throws IOException {
            this.lines = Files.size(file) / 54; // 4 + 1 + 1 + 16 + 12 + 12 + 8 bytes
            this.in =
                    new DataInputStream(
                            new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
        }

        Span next() {
            return next;
        }

        /// @return false where there is none left
        boolean advance() throws IOException {
            if (read == lines) {
                return false;
            }
            read++;
            int vrf = in.readInt();
            int length = in.readUnsignedByte();
            boolean four = in.readByte() == 4;
            IpAddress network =
                    new IpAddress(four ? IpFamily.V4 : IpFamily.V6, in.readLong(), in.readLong());
            next =
                    new Span(
                            vrf,
                            new Prefix(network, length),
                            Instant.ofEpochSecond(in.readLong(), in.readInt()),
                            Instant.ofEpochSecond(in.readLong(), in.readInt()),
                            in.readLong());
            return true;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
