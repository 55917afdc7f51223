package io.segwright.app.cli;

import io.segwright.app.logs.LogPolicy;
import io.segwright.app.stage.Inbox;
import io.segwright.collectors.syslog.SyslogListenerConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How an inventory is kept up to date, and where devices' own messages are listened for.
final class FollowOptions {
    private static final Duration EVERY_MIN =
            Duration.ofSeconds(10); // faster is not polite to anybody
    private static final Duration EVERY_MAX = Duration.ofDays(7);

    @Option(
            names = "--follow",
            description =
                    "go on until stopped: ask everything again at an interval, and a device at once when it says that"
                            + " something changed")
    private boolean follow;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "15m",
            description =
                    "with --follow: from round to round, e.g. 30s, 15m, 6h (default: ${DEFAULT-VALUE})")
    private String every = "15m";

    @Option(
            names = "--trap-port",
            paramLabel = "PORT",
            description =
                    "with --follow: listen for SNMP traps and informs on this UDP port, by custom 162")
    private @Nullable Integer trapPort; // null: do not listen

    @Option(
            names = "--syslog-port",
            paramLabel = "PORT",
            description = "with --follow: listen for syslog on this UDP port, by custom 514")
    private @Nullable Integer syslogPort; // null: do not listen

    @Option(
            names = "--syslog-tcp-port",
            paramLabel = "PORT",
            description = "with --follow: listen for syslog on this TCP port")
    private @Nullable Integer syslogTcpPort; // null: do not listen

    @Option(
            names = "--syslog-tls-port",
            paramLabel = "PORT",
            description = "with --follow: listen for syslog over TLS on this port, by custom 6514")
    private @Nullable Integer syslogTlsPort; // null: do not listen

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "with --syslog-tls-port: this host's certificate chain, PEM")
    private @Nullable Path certificate; // null: not given

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "with --syslog-tls-port: its private key, PEM, PKCS#8")
    private @Nullable Path key; // null: not given

    @Option(
            names = "--tls-clients",
            paramLabel = "FILE",
            description =
                    "with --syslog-tls-port: authorities, PEM; senders must show a certificate of one of them")
    private @Nullable Path clients; // null: no certificate is demanded

    @Option(
            names = "--log-days",
            paramLabel = "N",
            defaultValue = "731",
            description = "with --follow: how long messages are kept (default: ${DEFAULT-VALUE})")
    private int logDays = 731;

    boolean isWanted() {
        return follow;
    }

    /// Refuses what makes no sense together.
    void check(boolean otherMode) throws CommandFailure {
        boolean listens =
                trapPort != null
                        || syslogPort != null
                        || syslogTcpPort != null
                        || syslogTlsPort != null;
        if (!follow && listens) {
            throw CommandFailure.usage("traps and syslog are listened for with --follow: add it");
        }
        if (follow && otherMode) {
            throw CommandFailure.usage(
                    "--follow goes on until stopped: drop --flow-port or --dry-run");
        }
        if (syslogTlsPort != null && (certificate == null || key == null)) {
            throw CommandFailure.usage(
                    "--syslog-tls-port: want --tls-certificate FILE and --tls-key FILE");
        }
    }

    Duration every() throws CommandFailure {
        Duration time;
        try {
            String text = every.strip().toUpperCase(Locale.ROOT);
            time = text.endsWith("D") ? Duration.parse("P" + text) : Duration.parse("PT" + text);
        } catch (DateTimeParseException _) {
            throw CommandFailure.usage("--every '" + every + "': want e.g. 30s, 15m, 6h");
        }
        if (time.compareTo(EVERY_MIN) < 0 || time.compareTo(EVERY_MAX) > 0) {
            throw CommandFailure.usage("--every " + every + ": want 10s..7d");
        }
        return time;
    }

    Inbox.Ports ports() throws CommandFailure {
        try {
            return new Inbox.Ports(
                    trapPort == null ? null : OptionValue.port("--trap-port", trapPort),
                    syslog(),
                    new LogPolicy(logDays, LogPolicy.SHIPPED.bytesPerDay()));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e);
        }
    }

    /// Null for no syslog.
    private @Nullable SyslogListenerConfiguration syslog() throws CommandFailure {
        if (syslogPort == null && syslogTcpPort == null && syslogTlsPort == null) {
            return null;
        }
        SyslogListenerConfiguration.Tls tls =
                certificate == null || key == null
                        ? null // no TLS port then: checked before
                        : new SyslogListenerConfiguration.Tls(certificate, key, clients);
        return new SyslogListenerConfiguration(
                "",
                port("--syslog-port", syslogPort),
                port("--syslog-tcp-port", syslogTcpPort),
                port("--syslog-tls-port", syslogTlsPort),
                tls,
                SyslogListenerConfiguration.QUEUED_DEFAULT);
    }

    private static int port(String option, @Nullable Integer port) throws CommandFailure {
        return port == null ? SyslogListenerConfiguration.CLOSED : OptionValue.port(option, port);
    }
}
