package io.segwright.collectors.snmp.table;

import io.segwright.collectors.understand.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Counts where two judges of one device agree, one kind of value at a time.
final class Agreement {
    private static final Pattern REVISION =
            Pattern.compile(
                    "(?i)[\\s,;(]+(?:rev(?:ision)?\\.?|hw(?:ver)?:?|\\(rev|v(?:er)?\\.?)\\s?[\\w.]{1,12}\\)?\\s*$");
    private static final Pattern LEAD =
            Pattern.compile("(?i)^(?:version|release|software|firmware|v|build)[\\s.:]*(?=\\w)");

    /// How two values compare.
    enum Verdict {
        EQUAL,
        /// One says all that the other says, and more.
        DETAIL,
        DIFFERENT
    }

    /// @param present whether the expected value is anywhere in what the device said, or in the lists
    record Difference(String capture, String expected, String ours, boolean present) {}

    private final String name;
    private int whole;
    private int wholeEqual;
    private int wholeDetail;
    private int present;
    private int presentEqual;
    private int presentDetail;
    private final TreeMap<String, Difference> differences = new TreeMap<>();
    private final TreeMap<String, Difference> details = new TreeMap<>();

    Agreement(String name) {
        this.name = name;
    }

    void add(String capture, String expected, String ours, Verdict verdict, boolean isPresent) {
        whole++;
        present += isPresent ? 1 : 0;
        Difference difference = new Difference(capture, expected, ours, isPresent);
        switch (verdict) {
            case EQUAL -> {
                wholeEqual++;
                presentEqual += isPresent ? 1 : 0;
            }
            case DETAIL -> {
                details.put(capture + "|" + expected, difference);
                wholeDetail++;
                presentDetail += isPresent ? 1 : 0;
            }
            case DIFFERENT -> differences.put(capture + "|" + expected, difference);
        }
    }

    String name() {
        return name;
    }

    List<Difference> differences() {
        return new ArrayList<>(differences.values());
    }

    List<Difference> details() {
        return new ArrayList<>(details.values());
    }

    int present() {
        return present;
    }

    int presentAgreed() {
        return presentEqual + presentDetail;
    }

    double presentPercent() {
        return percent(presentAgreed(), present);
    }

    private static double percent(int part, int all) {
        return all == 0 ? 100 : 100.0 * part / all;
    }

    /// A row of a Markdown table: present, agree of them (equal and more detailed), the same of all.
    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | **%.1f %%** | %d | %d | %.1f %% |%n",
                name,
                present,
                presentEqual,
                presentDetail,
                presentPercent(),
                whole,
                wholeEqual + wholeDetail,
                percent(wholeEqual + wholeDetail, whole));
    }

    /// Letters and digits only, in lower case.
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = Character.toLowerCase(text.charAt(i));
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /// A model without its maker's name in front and a revision behind.
    static String bare(String model, List<String> vendors) {
        String bare = model.strip();
        for (String vendor : vendors) {
            if (bare.toLowerCase(Locale.ROOT).startsWith(vendor.toLowerCase(Locale.ROOT) + " ")) {
                bare = bare.substring(vendor.length() + 1).strip();
            }
        }
        String cut = REVISION.matcher(bare).replaceFirst("");
        return plain(cut).isEmpty() ? bare : cut;
    }

    static Verdict models(String expected, String ours, List<String> vendors) {
        String first = plain(bare(expected, vendors));
        String second = plain(bare(ours, vendors));
        return first.equals(second) || plain(expected).equals(plain(ours))
                ? Verdict.EQUAL
                : contained(expected, ours);
    }

    static Verdict versions(String expected, String ours) {
        String first = plain(LEAD.matcher(expected.strip()).replaceFirst(""));
        String second = plain(LEAD.matcher(ours.strip()).replaceFirst(""));
        return first.equals(second) ? Verdict.EQUAL : contained(expected, ours);
    }

    static Verdict serials(String expected, String ours) {
        String serial = plain(Serial.normalize(padded(expected)));
        return !serial.isEmpty() && serial.equals(plain(ours)) ? Verdict.EQUAL : Verdict.DIFFERENT;
    }

    /// A MAC address whose octets LibreNMS wrote without their leading zeros.
    static String padded(String text) {
        return text.matches("[0-9a-f]{1,2}(:[0-9a-f]{1,2}){5}")
                ? text.replaceAll("(?<![0-9a-f])([0-9a-f])(?![0-9a-f])", "0$1")
                : text;
    }

    /// The words of one, in order and together, are among the words of the other. A word alone must have a digit: a
    /// bare `Switch` names no model.
    private static Verdict contained(String one, String other) {
        String longer = one.length() >= other.length() ? one : other;
        String shorter = one.length() >= other.length() ? other : one;
        String words = words(shorter);
        boolean telling =
                plain(shorter).length() >= 3
                        && (words.contains(" ") || words.chars().anyMatch(Character::isDigit));
        return telling && (" " + words(longer) + " ").contains(" " + words + " ")
                ? Verdict.DETAIL
                : Verdict.DIFFERENT;
    }

    private static final Pattern WORD = Pattern.compile("[a-z0-9]+");

    private static String words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return String.join(" ", words);
    }
}
