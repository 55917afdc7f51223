package io.segwright.app.cli;

import io.segwright.app.config.RangesFile;
import io.segwright.inventory.attribute.SiteRange;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import java.util.ArrayList;
import java.util.List;

/// Reads `--seed`, `--range`, `--exclude` and other addresses.
final class RangeText {
    private RangeText() {}

    /// @param ranges `[SITE=]PREFIX`; without a site it is `default`
    static RangesFile ranges(List<String> ranges, List<String> excludes) throws CommandFailure {
        List<SiteRange> declared = new ArrayList<>();
        List<Prefix> excluded = new ArrayList<>();
        try {
            for (String text : ranges) {
                int equals = text.indexOf('=');
                String site = equals < 0 ? "default" : text.substring(0, equals);
                if (!site.matches("[A-Za-z0-9._-]{1,64}")) {
                    throw CommandFailure.usage(
                            "--range "
                                    + text
                                    + ": want SITE=PREFIX with a site of letters, digits, . _ -");
                }
                declared.add(new SiteRange(site, Prefix.parse(text.substring(equals + 1))));
            }
            for (String text : excludes) {
                excluded.add(Prefix.parse(text));
            }
        } catch (AddressFormatException e) {
            throw CommandFailure.usage(e);
        }
        return new RangesFile(declared, excluded);
    }

    /// @param option for messages
    static List<IpAddress> addresses(String option, List<String> texts) throws CommandFailure {
        List<IpAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            try {
                addresses.add(IpAddress.parse(text));
            } catch (AddressFormatException e) {
                throw CommandFailure.usage(option + ": " + e.getMessage());
            }
        }
        return addresses;
    }
}
