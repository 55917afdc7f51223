package io.segwright.app.evidence;

import io.segwright.app.evidence.EvidencePack.Sum;
import io.segwright.inventory.coverage.OwnerDirectory;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Writes a pack into an empty folder.
public final class PackWriter {
    private final Path folder;
    private final Map<String, Sum> sums = new TreeMap<>();

    /// What the report was read from beside the graph.
    ///
    /// @param name of a file of the data directory
    public record Input(String name, long bytes, String sha256) {
        public static Input of(Path file) throws IOException {
            MessageDigest digest = StrictJson.sha256();
            try (InputStream in = Files.newInputStream(file);
                    DigestOutputStream hashed =
                            new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                long bytes = in.transferTo(hashed);
                return new Input(
                        String.valueOf(file.getFileName()),
                        bytes,
                        HexFormat.of().formatHex(digest.digest()));
            }
        }
    }

    /// @param product name and version of who made it
    /// @param auditHead of the audit log before the pack
    public record Origin(String product, FactHashes facts, List<Input> inputs, String auditHead) {
        public Origin {
            inputs = List.copyOf(inputs);
        }
    }

    private PackWriter(Path folder) {
        this.folder = folder;
    }

    /// @param folder is there and empty
    /// @return the SHA-256 of the file of hashes: the pack's name
    public static String write(Path folder, PackContents contents, Origin origin)
            throws IOException {
        PackWriter writer = new PackWriter(folder);
        Files.createDirectories(folder.resolve("rows"));
        writer.rows(EvidencePack.THINGS, contents.rows().things(), RowJson::of);
        writer.rows(EvidencePack.ALLOCATIONS, contents.rows().allocations(), RowJson::of);
        writer.rows(EvidencePack.OWNERS, contents.rows().owners(), RowJson::of);
        writer.rows(EvidencePack.TALKS, contents.rows().talks(), RowJson::of);
        writer.rows(EvidencePack.GAPS, contents.gaps(), RowJson::of);
        writer.lines(EvidencePack.HISTORY, contents.history().lines().stream());
        writer.text(EvidencePack.REPORT, StrictJson.write(report(contents)) + "\n");
        writer.text(EvidencePack.HTML, HtmlReport.of(contents, origin.facts()));
        writer.text(EvidencePack.README, EvidencePack.readme());
        writer.text(
                EvidencePack.MANIFEST,
                StrictJson.write(manifest(contents, origin, writer.sums)) + "\n");
        String sums = EvidencePack.sums(writer.sums);
        writer.text(EvidencePack.SUMS, sums);
        return StrictJson.sha256(sums);
    }

    static Map<String, Object> report(PackContents contents) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("format", EvidencePack.FORMAT + "-report");
        object.put("version", EvidencePack.VERSION);
        object.put("at", contents.at().toString());
        object.put("asOf", contents.asOf().toString());
        object.put("computedAt", contents.computedAt().toString());
        object.put("basis", contents.basis());
        object.put("todays", contents.todays());
        object.put(
                "ownersChecked", contents.rows().ownersExtent() == OwnerDirectory.Extent.CHECKED);
        object.put("kpis", KpiJson.defined(new EnumMap<>(contents.kpis())));
        object.put("missing", PackContents.missing(contents.rows()));
        object.put("gapsByOwner", PackContents.gapsByOwner(contents.rows()));
        return object;
    }

    private static Map<String, Object> manifest(
            PackContents contents, Origin origin, Map<String, Sum> sums) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("format", EvidencePack.FORMAT);
        object.put("version", EvidencePack.VERSION);
        object.put("product", origin.product());
        object.put("made", contents.computedAt().toString());
        object.put("files", files(sums));
        Map<String, Object> rests = new LinkedHashMap<>();
        rests.put("factsRoot", origin.facts().root());
        rests.put(
                "facts",
                origin.facts().sections().stream()
                        .map(s -> ordered("section", s.name(), "facts", s.facts(), s.sha256()))
                        .toList());
        rests.put(
                "inputs",
                origin.inputs().stream()
                        .map(i -> ordered("name", i.name(), "bytes", i.bytes(), i.sha256()))
                        .toList());
        rests.put("auditLogHead", origin.auditHead());
        rests.put("kpiHistoryHead", contents.history().head());
        object.put("restsOn", rests);
        return object;
    }

    static List<Map<String, Object>> files(Map<String, Sum> sums) {
        return EvidencePack.CONTENTS.stream()
                .map(name -> {
                    Sum sum = sums.getOrDefault(name, new Sum(0, ""));
                    return ordered("path", name, "bytes", sum.bytes(), sum.sha256());
                })
                .toList();
    }

    private static Map<String, Object> ordered(
            String key, String name, String countKey, long count, String sha256) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(key, name);
        object.put(countKey, count);
        object.put("sha256", sha256);
        return object;
    }

    private <T> void rows(String name, Collection<T> rows, Function<T, Map<String, Object>> object)
            throws IOException {
        lines(name, rows.stream().map(row -> StrictJson.write(object.apply(row))));
    }

    private void text(String name, String text) throws IOException {
        lines(name, Stream.of(text.substring(0, text.length() - 1))); // each ends with a line end
    }

    private void lines(String name, Stream<String> lines) throws IOException {
        MessageDigest digest = StrictJson.sha256();
        long bytes = 0;
        try (OutputStream file =
                        new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)));
                DigestOutputStream hashed = new DigestOutputStream(file, digest)) {
            for (Iterator<String> all = lines.iterator(); all.hasNext(); ) {
                String line = all.next();
                byte[] encoded = (line + "\n").getBytes(StandardCharsets.UTF_8);
                bytes += encoded.length;
                hashed.write(encoded);
            }
        }
        sums.put(name, new Sum(bytes, HexFormat.of().formatHex(digest.digest())));
    }
}
