package io.segwright.collectors.imports.text;

import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;

/// A prefix as a file has it: `10.0.0.0/24`, `2001:db8::/32`, or an address alone.
///
/// On the wire an IPv4-mapped address (`::ffff:10.0.0.1`, RFC 4291 sec. 2.5.5.2) is the IPv4 one; somebody who writes
/// one into a list of prefixes has mixed two families up, and its length counts other bits.
public final class PrefixText {
    private static final int MAPPED_BITS = 96;

    private PrefixText() {}

    /// @throws AddressFormatException with what was wanted, without the place
    public static Prefix parse(String text) throws AddressFormatException {
        if (text.indexOf(':') < 0) {
            return Prefix.parse(text);
        }
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.family() == IpFamily.V4) {
            throw new AddressFormatException(
                    "'%s' is an IPv4-mapped IPv6 address: want %s%s"
                            .formatted(
                                    PlainText.shown(text),
                                    address,
                                    slash < 0 ? "" : inner(text.substring(slash + 1))));
        }
        return Prefix.parse(text);
    }

    /// A single address, by the same rule.
    ///
    /// @throws AddressFormatException with what was wanted, without the place
    public static IpAddress address(String text) throws AddressFormatException {
        IpAddress address = IpAddress.parse(text);
        if (address.family() == IpFamily.V4 && text.indexOf(':') >= 0) {
            throw new AddressFormatException(
                    "'%s' is an IPv4-mapped IPv6 address: want %s"
                            .formatted(PlainText.shown(text), address));
        }
        return address;
    }

    /// The length that the IPv4 prefix has; nothing where it reaches beyond it.
    private static String inner(String digits) {
        int length = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : 0;
        return length < MAPPED_BITS || length > IpFamily.V6.bits()
                ? ""
                : "/" + (length - MAPPED_BITS);
    }
}
