package io.segwright.inventory.claim;

import io.segwright.inventory.observe.Attribute;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Whether two sources that use other words say the same: case, white space, the domain of a name, a vendor's names.
public final class Sameness {
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Zs}\\p{Cc}]+");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s_./,;:()-]+");
    private static final Pattern VERSION_WORD =
            Pattern.compile("^(?:version|release|ver|v)[. ]?(?=\\d)");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
    private static final Pattern OS_WORD = Pattern.compile("(?<=.) (?:os|software)$");

    private Sameness() {}

    /// Cost: linear in the two values.
    public static boolean agree(Attribute attribute, String left, String right) {
        String one = plain(left);
        String other = plain(right);
        return one.equals(other)
                || switch (attribute) {
                    case NAME -> isName(one, other) || isName(other, one);
                    case VENDOR -> Vendors.canonical(one).equals(Vendors.canonical(other));
                    case MODEL -> same(Vendors.withoutVendor(one), Vendors.withoutVendor(other));
                    case OS -> same(system(one), system(other));
                    case VERSION -> version(one).equals(version(other));
                    case SERIAL -> one.replace(" ", "").equals(other.replace(" ", ""));
                    case SITE, LOCATION, CONTACT, ROLE, OWNER, ASSET_TAG -> same(one, other);
                };
    }

    private static String plain(String text) {
        String flat = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return SPACE.matcher(flat).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    /// True where what separates words is all that differs.
    private static boolean same(String left, String right) {
        String one = SEPARATORS.matcher(left).replaceAll("");
        return !one.isEmpty() && one.equals(SEPARATORS.matcher(right).replaceAll(""));
    }

    /// True where the longer one is the shorter one with a domain; an address has none.
    private static boolean isName(String shorter, String longer) {
        String name = withoutDot(shorter);
        String full = withoutDot(longer);
        return name.equals(full)
                || (full.startsWith(name + ".") && !NUMBERS.matcher(name).matches());
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static String system(String text) {
        return OS_WORD.matcher(Vendors.withoutVendor(text)).replaceFirst("");
    }

    private static String version(String text) {
        return VERSION_WORD.matcher(text).replaceFirst("");
    }
}
