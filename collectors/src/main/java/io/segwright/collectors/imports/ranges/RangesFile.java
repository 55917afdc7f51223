package io.segwright.collectors.imports.ranges;

import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.JsonText;
import io.segwright.collectors.imports.text.PlainText;
import io.segwright.collectors.imports.text.PrefixText;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.collectors.imports.text.SourceNode;
import io.segwright.collectors.imports.text.SourceNode.Mapping;
import io.segwright.collectors.imports.text.SourceNode.Sequence;
import io.segwright.collectors.imports.text.SourceNode.Text;
import io.segwright.inventory.attribute.PublishedRange;
import io.segwright.inventory.net.AddressFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads what providers publish; the format is told by what is in it.
///
/// | provider | looks like |
/// | --- | --- |
/// | AWS | `{"prefixes": [{"ip_prefix", "region", "service"}], "ipv6_prefixes": [...]}` |
/// | Azure | `{"cloud", "values": [{"name", "properties": {"region", "addressPrefixes": [...]}}]}` |
/// | Google | `{"prefixes": [{"ipv4Prefix" or "ipv6Prefix", "service", "scope"}]}` |
/// | Oracle | `{"regions": [{"region", "cidrs": [{"cidr", "tags": [...]}]}]}` |
/// | GitHub | `{"hooks": ["192.0.2.0/24"], "actions": [...], ...}` |
/// | others | a geofeed (RFC 8805): lines `prefix,country,region,city,postal code` |
public final class RangesFile {
    private static final int FILE_BYTES_MAX = 64 * 1024 * 1024; // Azure's has 4 MB
    private static final int RANGES_MAX = 1_000_000; // Azure has about 100,000
    private static final String PROVIDER = "[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}";

    private final ImportErrors errors;
    private final Set<PublishedRange> ranges = new LinkedHashSet<>();
    private String provider;

    private RangesFile(String name, String provider) {
        this.errors = new ImportErrors(name);
        this.provider = provider;
    }

    /// A file that says itself, or by its name, whose it is.
    ///
    /// @throws IOException the file cannot be read at all; its message is for a person
    public static RangesReading read(SourceFile file) throws IOException {
        return new RangesFile(file.name(), "").readFile(file);
    }

    /// @param provider whose ranges they are
    public static RangesReading read(SourceFile file, String provider) throws IOException {
        RangesFile ranges = new RangesFile(file.name(), provider);
        if (!provider.matches(PROVIDER)) {
            ranges.errors.add(
                    "provider '%s': want a name of letters and digits, e.g. aws"
                            .formatted(PlainText.shown(provider)));
            return ranges.refused();
        }
        return ranges.readFile(file);
    }

    private RangesReading readFile(SourceFile file) throws IOException {
        try {
            String text = file.text(FILE_BYTES_MAX);
            if (text.stripLeading().startsWith("{")) {
                document(
                        JsonText.document(
                                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
            } else {
                geofeed(text, file.plainName());
            }
        } catch (SourceFormatException e) {
            errors.add(e);
        }
        if (errors.isEmpty() && ranges.isEmpty()) {
            errors.add("holds no ranges");
        }
        return errors.isEmpty() ? new RangesReading.Read(provider, List.copyOf(ranges)) : refused();
    }

    private RangesReading.Refused refused() {
        return new RangesReading.Refused(errors.kept(), errors.total());
    }

    private void document(SourceNode root) throws SourceFormatException {
        Mapping top = object(root);
        if (top.get("values") instanceof Sequence values) {
            named("Azure");
            for (SourceNode value : values.items()) {
                azure(object(value));
            }
        } else if (top.get("regions") instanceof Sequence regions) {
            named("Oracle");
            for (SourceNode region : regions.items()) {
                oracle(object(region));
            }
        } else if (top.entries().containsKey("ipv6_prefixes")) {
            named("AWS");
            prefixes(top.get("prefixes"), "ip_prefix", "region");
            prefixes(top.get("ipv6_prefixes"), "ipv6_prefix", "region");
        } else if (top.entries().containsKey("prefixes")) {
            named("Google");
            prefixes(top.get("prefixes"), "ipv4Prefix", "scope");
            prefixes(top.get("prefixes"), "ipv6Prefix", "scope");
        } else if (top.entries().containsKey("hooks")) {
            named("GitHub");
            gitHub(top);
        } else {
            throw new SourceFormatException(
                    root,
                    "is of no known provider: want AWS's, Azure's, Google's, Oracle's or GitHub's JSON, or a geofeed");
        }
    }

    private void named(String found) throws SourceFormatException {
        if (!provider.isEmpty() && !provider.equalsIgnoreCase(found)) {
            throw new SourceFormatException(
                    0,
                    0,
                    "is a file of %s, not of %s; leave --provider out".formatted(found, provider));
        }
        provider = found;
    }

    private void azure(Mapping value) throws SourceFormatException {
        Mapping properties = object(value.get("properties"));
        String region = text(properties.get("region"));
        String name = text(value.get("name"));
        int dot = name.lastIndexOf('.');
        String service = region.isEmpty() || dot < 0 ? name : name.substring(0, dot);
        for (SourceNode prefix : list(properties.get("addressPrefixes"))) {
            add(prefix, service, region);
        }
    }

    private void oracle(Mapping region) throws SourceFormatException {
        for (SourceNode item : list(region.get("cidrs"))) {
            Mapping range = object(item);
            List<SourceNode> tags = list(range.get("tags"));
            if (tags.isEmpty()) {
                add(range.get("cidr"), "", text(region.get("region")));
            }
            for (SourceNode tag : tags) {
                add(range.get("cidr"), text(tag), text(region.get("region")));
            }
        }
    }

    private void prefixes(SourceNode node, String prefix, String region)
            throws SourceFormatException {
        for (SourceNode item : list(node)) {
            Mapping range = object(item);
            if (range.entries().containsKey(prefix)) {
                add(range.get(prefix), text(range.get("service")), text(range.get(region)));
            }
        }
    }

    private void gitHub(Mapping top) throws SourceFormatException {
        for (var entry : top.entries().entrySet()) {
            boolean ofKeys = entry.getKey().startsWith("ssh_");
            if (!ofKeys && entry.getValue() instanceof Sequence list) {
                for (SourceNode prefix : list.items()) {
                    add(prefix, entry.getKey(), "");
                }
            }
        }
    }

    /// RFC 8805: lines with fields by comma, without quotes; `#` begins a comment.
    private void geofeed(String text, String fileName) throws SourceFormatException {
        for (String known : List.of("DigitalOcean", "Linode")) {
            String name = provider.isEmpty() ? fileName : provider;
            if (name.toLowerCase(Locale.ROOT).contains(known.toLowerCase(Locale.ROOT))) {
                provider = known;
            }
        }
        if (provider.isEmpty()) {
            throw new SourceFormatException(
                    0,
                    0,
                    "a geofeed does not say whose it is: name its provider by --provider NAME");
        }
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            String row = line.replaceFirst("#.*", "").strip();
            if (!row.isEmpty()) {
                String[] fields = row.split(",", 6);
                String country = fields.length > 1 ? fields[1].strip() : "";
                String city = fields.length > 3 ? fields[3].strip() : "";
                add(new Text(fields[0].strip(), number, 1), "", (country + " " + city).strip());
            }
        }
    }

    private void add(SourceNode node, String service, String region) throws SourceFormatException {
        if (ranges.size() >= RANGES_MAX) {
            throw new SourceFormatException(node, "there are more than " + RANGES_MAX + " ranges");
        }
        for (String each : List.of(service, region)) {
            PlainText.objection("service or region", each)
                    .ifPresent(reason -> errors.add(new SourceFormatException(node, reason)));
        }
        try {
            ranges.add(
                    new PublishedRange(
                            PrefixText.parse(text(node)),
                            provider,
                            service,
                            region,
                            Instant.MIN,
                            Instant.MAX));
        } catch (AddressFormatException e) {
            errors.add(new SourceFormatException(node, "prefix " + e.getMessage()));
        }
    }

    private static Mapping object(SourceNode node) throws SourceFormatException {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        throw new SourceFormatException(node, "is " + node.kind() + ", want an object");
    }

    private static List<SourceNode> list(SourceNode node) throws SourceFormatException {
        return switch (node) {
            case Sequence list -> list.items();
            case SourceNode.Absent _ -> List.of();
            case Text _, Mapping _ ->
                    throw new SourceFormatException(node, "is " + node.kind() + ", want a list");
        };
    }

    private static String text(SourceNode node) throws SourceFormatException {
        return switch (node) {
            case Text(String value, _, _) -> value.strip();
            case SourceNode.Absent _ -> "";
            case Sequence _, Mapping _ ->
                    throw new SourceFormatException(
                            node, "is " + node.kind().toLowerCase(Locale.ROOT) + ", want a text");
        };
    }
}
