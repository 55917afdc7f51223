package io.segwright.inventory.claim;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The names under which one vendor goes. Texts are lower case.
final class Vendors {
    private static final Pattern WORDS = Pattern.compile("[\\s.,()]+");

    /// Words that a name may end with and that tell nothing.
    private static final Set<String> SUFFIXES =
            Set.of(
                    "inc",
                    "incorporated",
                    "ltd",
                    "limited",
                    "co",
                    "corp",
                    "corporation",
                    "company",
                    "llc",
                    "gmbh",
                    "ag",
                    "sa",
                    "ab",
                    "oy",
                    "bv",
                    "plc",
                    "systems",
                    "networks",
                    "network",
                    "technologies",
                    "technology",
                    "communications",
                    "international",
                    "group",
                    "computer",
                    "computers");

    /// Other names, without the words above, to the one that is compared.
    private static final Map<String, String> SYNONYMS =
            Map.ofEntries(
                    Map.entry("hewlett packard", "hp"),
                    Map.entry("hewlett-packard", "hp"),
                    Map.entry("hewlett packard enterprise", "hp"),
                    Map.entry("hpe", "hp"),
                    Map.entry("hp enterprise", "hp"),
                    Map.entry("ciscosystems", "cisco"),
                    Map.entry("junipernetworks", "juniper"),
                    Map.entry("mikrotikls", "mikrotik"),
                    Map.entry("routerboard", "mikrotik"),
                    Map.entry("palo alto", "paloalto"),
                    Map.entry("paloaltonetworks", "paloalto"),
                    Map.entry("dell emc", "dell"),
                    Map.entry("extremenetworks", "extreme"),
                    Map.entry("d-link", "dlink"),
                    Map.entry("tp-link", "tplink"),
                    Map.entry("check point", "checkpoint"),
                    Map.entry("checkpoint software", "checkpoint"),
                    Map.entry("check point software", "checkpoint"),
                    Map.entry("alcatel-lucent", "nokia"),
                    Map.entry("f5 labs", "f5"));

    /// Those that a model or a system may begin with.
    private static final Set<String> LEADING =
            Set.of(
                    "cisco",
                    "juniper",
                    "arista",
                    "huawei",
                    "fortinet",
                    "hp",
                    "hpe",
                    "aruba",
                    "dell",
                    "mikrotik",
                    "extreme",
                    "nokia",
                    "dlink",
                    "d-link",
                    "zyxel",
                    "ubiquiti",
                    "netgear",
                    "brocade",
                    "f5");

    private Vendors() {}

    /// The name without what tells nothing, and of several names the one that is compared.
    static String canonical(String vendor) {
        String name = WORDS.matcher(vendor).replaceAll(" ").strip();
        for (int space = name.lastIndexOf(' ');
                space > 0 && SUFFIXES.contains(name.substring(space + 1));
                space = name.lastIndexOf(' ')) {
            name = name.substring(0, space);
        }
        return SYNONYMS.getOrDefault(name, name);
    }

    /// A model or a system without the vendor before it.
    static String withoutVendor(String text) {
        int space = text.indexOf(' ');
        return space > 0 && LEADING.contains(text.substring(0, space))
                ? text.substring(space + 1)
                : text;
    }
}
