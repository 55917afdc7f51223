package io.segwright.app.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `ADDRESS:PORT`, with IPv6 addresses in brackets. No name is looked up.
final class SocketText {
    private static final Pattern SOCKET =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)\\]|([0-9.]+))(?::(\\d{1,5}))?");

    private SocketText() {}

    /// @param portOtherwise where the text names none
    static InetSocketAddress parse(String option, String text, int portOtherwise)
            throws CommandFailure {
        Matcher matcher = SOCKET.matcher(text);
        if (matcher.matches()) {
            int port =
                    matcher.group(3) == null ? portOtherwise : Integer.parseInt(matcher.group(3));
            String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            if (port >= 1 && port <= 65_535 && host.split("[:.]", -1).length >= 3) {
                try {
                    return new InetSocketAddress(InetAddress.ofLiteral(host), port);
                } catch (IllegalArgumentException _) {
                    throw wrong(option, text);
                }
            }
        }
        throw wrong(option, text);
    }

    private static CommandFailure wrong(String option, String text) {
        return CommandFailure.usage(
                option + " " + text + ": want e.g. 127.0.0.1:16100 or [::1]:16100");
    }
}
