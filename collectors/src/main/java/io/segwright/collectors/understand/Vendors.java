package io.segwright.collectors.understand;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who is behind a private enterprise number. A number that names an agent toolkit (net-snmp's 8072, UCD's 2021, a
/// chip maker's) names no vendor.
public final class Vendors {
    private static final String TOOLKIT = "-";
    private static final Vendors SHIPPED = load();

    private final Map<Integer, Vendor> vendors;
    private final Map<String, String> names; // in lower case, to the usual name

    private Vendors(Map<Integer, Vendor> vendors) {
        this.vendors = vendors;
        Map<String, String> spelled = new HashMap<>();
        for (Vendor vendor : vendors.values()) {
            if (!vendor.name().isEmpty()) {
                spelled.put(vendor.name().toLowerCase(Locale.ROOT), vendor.name());
                vendor.spellings()
                        .forEach(each -> spelled.put(each.toLowerCase(Locale.ROOT), vendor.name()));
            }
        }
        this.names = Map.copyOf(spelled);
    }

    /// @param name as people call it; empty for a toolkit
    /// @param system the system that all its devices run; empty where they run several or have no name for it
    /// @param relatives other enterprise numbers under which its devices answer too: predecessors, OEM sources
    /// @param spellings how else its devices write the name
    record Vendor(String name, String system, Set<Integer> relatives, List<String> spellings) {}

    public static Vendors shipped() {
        return SHIPPED;
    }

    private static Vendors load() {
        Map<Integer, Vendor> vendors = new HashMap<>();
        for (Tsv.Line line : Tsv.read("vendors.tsv")) {
            List<Integer> relatives = new ArrayList<>();
            for (String relative : line.field(3).split(",", -1)) {
                if (!relative.isBlank()) {
                    relatives.add(Integer.parseInt(relative.strip()));
                }
            }
            String name = line.field(1);
            Vendor before =
                    vendors.put(
                            Integer.parseInt(line.field(0)),
                            new Vendor(
                                    name.equals(TOOLKIT) ? "" : name,
                                    line.field(2),
                                    Set.copyOf(relatives),
                                    spellings(line.field(4))));
            if (before != null) {
                throw new IllegalStateException(
                        line.where() + ": enterprise " + line.field(0) + " is there twice");
            }
        }
        return new Vendors(Map.copyOf(vendors));
    }

    private static List<String> spellings(String field) {
        return field.isEmpty() ? List.of() : List.of(field.split(",", -1));
    }

    /// The vendor's name; empty where the number is unknown or a toolkit's.
    public String name(int enterprise) {
        return of(enterprise).map(Vendor::name).orElse("");
    }

    Optional<Vendor> of(int enterprise) {
        return Optional.ofNullable(vendors.get(enterprise));
    }

    boolean namesVendor(int enterprise) {
        return !name(enterprise).isEmpty();
    }

    boolean isToolkit(int enterprise) {
        return of(enterprise).map(vendor -> vendor.name().isEmpty()).orElse(false);
    }

    /// The usual name of a manufacturer that a device spells in its own way (`Cisco Systems, Inc.`); as it is where
    /// nobody is known by it.
    public String canonical(String manufacturer) {
        String known = leading(manufacturer);
        return known.isEmpty() ? manufacturer.strip() : known;
    }

    /// The vendor whose name a text begins with; empty where it begins with none.
    String leading(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        String best = "";
        for (String name : names.keySet()) {
            boolean word =
                    lower.startsWith(name)
                            && (lower.length() == name.length()
                                    || !Character.isLetterOrDigit(lower.charAt(name.length())));
            if (word && name.length() > best.length()) {
                best = name;
            }
        }
        return names.getOrDefault(best, "");
    }
}
