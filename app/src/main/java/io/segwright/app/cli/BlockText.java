package io.segwright.app.cli;

import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Block;

/// Blocks, lengths and routing domains as they are typed.
final class BlockText {
    private BlockText() {}

    static Block block(String text) throws CommandFailure {
        try {
            return Block.parse(text);
        } catch (AddressFormatException e) {
            throw CommandFailure.usage(e);
        }
    }

    static Prefix prefix(String text) throws CommandFailure {
        try {
            return Prefix.parse(text);
        } catch (AddressFormatException e) {
            throw CommandFailure.usage(e);
        }
    }

    static Vrf vrf(String text) throws CommandFailure {
        try {
            return new Vrf(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e);
        }
    }

    /// `/28` or `28`.
    static int length(String option, String text) throws CommandFailure {
        String digits = text.startsWith("/") ? text.substring(1) : text;
        boolean numeric =
                !digits.isEmpty()
                        && digits.length() <= 3
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int length = numeric ? Integer.parseInt(digits) : -1;
        if (length < 0 || length > 128) {
            throw CommandFailure.usage(option + " " + text + ": want a prefix length such as /28");
        }
        return length;
    }
}
