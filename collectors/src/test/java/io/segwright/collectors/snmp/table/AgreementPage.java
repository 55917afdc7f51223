package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.snmp.table.Agreement.Difference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Writes `docs/librenms-agreement.md` from the figures, so that the page cannot say anything else.
final class AgreementPage {
    private static final int VALUE_CHARS_MAX = 60;

    private final Map<String, String> reasons = new HashMap<>();
    private final List<String> unexplained = new ArrayList<>();
    private final StringBuilder page = new StringBuilder();

    private AgreementPage() {}

    /// @param unexplained differences that `librenms-reasons.tsv` gives no reason for
    record Page(String text, List<String> unexplained) {}

    static Page write(List<Agreement> all, int devices, int addressesLeftOut) throws IOException {
        AgreementPage page = new AgreementPage();
        page.readReasons();
        page.introduce(all, devices, addressesLeftOut);
        page.page.append("\n## Where we differ, and why\n");
        for (Agreement each : all) {
            page.explain(each);
        }
        page.page.append(
                """

                ## What the captures do not hold

                LibreNMS's values that are nowhere in what the device said, nor in the lists, with what we say. They are
                names from MIB files (`catalyst2950t24`), words of its own (`Generic x86 64-bit`), values joined with a
                revision, placeholders (`<private>`, `000000`), and masks that it guesses by the address' class.
                """);
        for (Agreement each : all) {
            page.list(each);
        }
        return new Page(page.page.toString(), page.unexplained);
    }

    private void readReasons() throws IOException {
        try (InputStream in =
                AgreementPage.class.getResourceAsStream("/understand/librenms-reasons.tsv")) {
            assertThat(in).isNotNull();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
                String[] fields = line.split("\t", -1);
                reasons.put(fields[0] + "|" + fields[1], fields[2]);
            }
        }
    }

    private void introduce(List<Agreement> all, int devices, int addressesLeftOut) {
        page.append(
                String.format(
                        Locale.ROOT,
                        """
                        # How far Segwright agrees with LibreNMS

                        LibreNMS has been taught by its users what some hundreds of systems are. Its tests hold what devices answered,
                        and what it makes of that: an opinion that is independent of ours. This page compares the two over the %d
                        devices for which both are there. It is written by a test, which fails where the page is not true any more:

                        ```
                        mvn -pl collectors -am test -Dtest=LibrenmsAgreementTest -Dsurefire.failIfNoSpecifiedTests=false \\
                            -Dsegwright.excludedGroups=none [-Dgolden.update=true]
                        ```

                        **Present** are the values that occur in the capture, or in the lists that a user may give the program (models by
                        sysObjectID), after normalisation; of those we should know each. **Whole** is everything that LibreNMS expects.
                        *Equal*: the same letters and digits, in any case, without the maker's name in front and a revision behind.
                        *Detail*: one says all that the other says, and more; a serial that we list as a module's and LibreNMS as the device's.
                        LibreNMS has no vendors: which vendor and which system each of its systems is was written down before the
                        program's own tables (`librenms-os.tsv`). The first, most trusted, of our facts is compared, no other.

                        What the figures are not: the program's tables of vendors' objects were made with these captures at hand. They say
                        that what is known is read right, not how many unknown kinds of device would be understood.

                        | value | present | equal | detail | agree | whole | agree | of the whole |
                        | --- | --: | --: | --: | --: | --: | --: | --: |
                        """,
                        devices));
        all.forEach(each -> page.append(each.row()));
        page.append(
                String.format(
                        Locale.ROOT,
                        """

                        %d addresses are not compared: loopback's, link-local ones and those between a Juniper's own parts, which every
                        host or chassis has. Captures are read in the order of their identifiers, for some were edited by hand.
                        """,
                        addressesLeftOut));
    }

    private void explain(Agreement agreement) {
        Map<String, List<Difference>> byCapture = new TreeMap<>();
        for (Difference difference : agreement.differences()) {
            if (difference.present()) {
                byCapture
                        .computeIfAbsent(difference.capture(), _ -> new ArrayList<>())
                        .add(difference);
            }
        }
        agreement.details().stream()
                .filter(difference -> reasons.containsKey(key(agreement, difference)))
                .forEach(
                        d -> byCapture.computeIfAbsent(d.capture(), _ -> new ArrayList<>()).add(d));
        if (byCapture.isEmpty()) {
            return;
        }
        page.append("\n### ").append(agreement.name()).append("\n\n");
        page.append("| capture | LibreNMS | Segwright | why |\n| --- | --- | --- | --- |\n");
        byCapture.forEach((capture, differences) -> {
            Difference first = differences.getFirst();
            String reason = reasons.getOrDefault(key(agreement, first), "");
            if (reason.isEmpty()) {
                unexplained.add(agreement.name() + "\t" + capture + "\t" + first);
            }
            String more =
                    differences.size() == 1 ? "" : " and " + (differences.size() - 1) + " more";
            row(capture + more, first, " | " + reason);
        });
    }

    private static String key(Agreement agreement, Difference difference) {
        return agreement.name() + "|" + difference.capture();
    }

    private void list(Agreement agreement) {
        List<Difference> absent =
                agreement.differences().stream().filter(each -> !each.present()).toList();
        if (absent.isEmpty()) {
            return;
        }
        page.append("\n### ").append(agreement.name()).append(": ").append(absent.size());
        page.append("\n\n| capture | LibreNMS | Segwright |\n| --- | --- | --- |\n");
        absent.forEach(each -> row(each.capture(), each, ""));
    }

    private void row(String capture, Difference difference, String rest) {
        page.append("| ")
                .append(capture)
                .append(" | ")
                .append(code(difference.expected()))
                .append(" | ")
                .append(code(difference.ours()))
                .append(rest)
                .append(" |\n");
    }

    private static String code(String value) {
        if (value.isEmpty()) {
            return "nothing";
        }
        String cut =
                value.length() > VALUE_CHARS_MAX
                        ? value.substring(0, VALUE_CHARS_MAX) + "..."
                        : value;
        return "`" + cut.replace("|", "/").replace("`", "'").replaceAll("\\s+", " ") + "`";
    }
}
