package io.segwright.app.labtools;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.PrivateFile;
import io.segwright.lab.agent.AuthProtocol;
import io.segwright.lab.agent.UsmUser;
import io.segwright.lab.replay.Captures;
import io.segwright.lab.replay.ReplayOptions;
import io.segwright.lab.replay.ReplayServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Captures at work as SNMP agents. [#close] ends them; twice is fine.
public final class CaptureServer implements AutoCloseable {
    private static final int PASSPHRASE_FILE_BYTES_MAX = 4_096;

    private final Captures captures;
    private final ReplayServer server;
    private final String user;

    private CaptureServer(Captures captures, ReplayServer server, String user) {
        this.captures = captures;
        this.server = server;
        this.user = user;
    }

    /// Who may read with SNMPv3.
    ///
    /// @param passphrases a file for its owner alone: the authentication passphrase on its first line, the privacy
    ///     passphrase on its second
    public record User(String name, Path passphrases) {}

    /// @param captures a folder, an archive or one file
    /// @param user who may read with SNMPv3; empty: the user that the documentation names
    /// @param faults as [FaultText] reads them
    /// @param seed of what happens by chance
    public record Request(
            Path captures,
            InetSocketAddress listen,
            Optional<User> user,
            List<String> faults,
            long seed) {
        public Request {
            faults = List.copyOf(faults);
        }
    }

    /// Reads the captures, binds the address and answers.
    ///
    /// @param talk gets a line for everything that is passed over
    /// @throws ConfigException something asked for cannot be read
    /// @throws IOException the address cannot be had
    public static CaptureServer start(Request request, Consumer<String> talk)
            throws ConfigException, IOException {
        ReplayOptions options = options(request);
        Captures captures = captures(request.captures());
        captures.problems().forEach(talk);
        try {
            ReplayServer server = ReplayServer.start(captures, options, talk);
            String user = request.user().map(User::name).orElse(ReplayOptions.USER);
            return new CaptureServer(captures, server, user);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--fault: " + e.getMessage());
        }
    }

    private static Captures captures(Path place) throws ConfigException {
        try {
            return Captures.open(place);
        } catch (IOException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    private static ReplayOptions options(Request request) throws ConfigException {
        ReplayOptions plain = ReplayOptions.plain(request.listen());
        ReplayOptions options =
                request.user().isEmpty()
                        ? plain
                        : new ReplayOptions(
                                request.listen(), user(request.user().get()), List.of(), 0);
        return options.withFaults(request.seed(), FaultText.parse(request.faults()));
    }

    private static UsmUser user(User user) throws ConfigException {
        String wanted = "two lines: the authentication passphrase, then the privacy passphrase";
        List<String> lines =
                PrivateFile.text(user.passphrases(), PASSPHRASE_FILE_BYTES_MAX, wanted)
                        .lines()
                        .toList();
        if (lines.size() != 2) {
            throw new ConfigException(
                    user.passphrases() + ": " + lines.size() + " lines: want " + wanted);
        }
        try {
            return UsmUser.of(
                    user.name(), AuthProtocol.HMAC_SHA256_192, lines.get(0), lines.get(1));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(user.passphrases() + ": " + e.getMessage());
        }
    }

    /// What is served and how to ask: one line a version.
    public List<String> ready() {
        InetSocketAddress address = server.address();
        String where = text(address);
        String first = captures.names().getFirst();
        return List.of(
                "serving "
                        + captures.size()
                        + " captures on "
                        + where
                        + "; ask one: snmpwalk -v2c -c "
                        + first
                        + " "
                        + where
                        + " 1",
                "v3: snmpwalk -v3 -l authPriv -u "
                        + user
                        + " -a SHA-256 -A AUTH -x AES -X PRIV -n "
                        + first
                        + " "
                        + where
                        + " 1; the user name may be the capture's too, in place of -n");
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "udp6:[" + host + "]" : host) + ":" + address.getPort();
    }

    /// How many requests came and how many answers went, in words.
    public String summary() {
        return server.counters().datagrams()
                + " requests, "
                + server.counters().answered()
                + " answers, "
                + server.counters().varbinds()
                + " varbinds";
    }

    @Override
    public void close() {
        server.close();
    }
}
