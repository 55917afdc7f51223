package io.segwright.app.cli;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.SnmpFile;
import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.Binding;
import io.segwright.collectors.snmp.CredentialBook;
import io.segwright.collectors.snmp.Secret;
import io.segwright.collectors.snmp.SnmpCredential;
import io.segwright.inventory.net.Prefix;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// With what agents are asked, and how patiently.
final class SnmpOptions {
    @Option(
            names = "--snmp",
            paramLabel = "FILE",
            description =
                    "credentials as JSON, mode 0600 (or environment variable SEGWRIGHT_SNMP naming that file)")
    private @Nullable Path file; // null: not given

    @Option(
            names = "--community",
            paramLabel = "TEXT",
            description = "SNMPv2c community, for trials only: other users can read it")
    private @Nullable String community; // null: not given

    @Option(
            names = "--port",
            defaultValue = "161",
            description = "UDP port of the agents (default: ${DEFAULT-VALUE})")
    private int port = 161;

    @Option(
            names = "--timeout-ms",
            defaultValue = "2000",
            description = "wait for a first answer (default: ${DEFAULT-VALUE})")
    private int timeoutMs = 2_000;

    @Option(
            names = "--retries",
            defaultValue = "2",
            description = "further attempts (default: ${DEFAULT-VALUE})")
    private int retries = 2;

    int port() throws CommandFailure {
        return OptionValue.port("--port", port);
    }

    PoliteLimits limits() throws CommandFailure {
        PoliteLimits shipped = PoliteLimits.SHIPPED;
        try {
            return new PoliteLimits(
                    shipped.devicePdusPerSecond(),
                    shipped.sitePdusPerSecond(),
                    shipped.devicesAtOnce(),
                    Duration.ofMillis(timeoutMs),
                    retries);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e);
        }
    }

    /// @param where a community given by hand may be sent to
    /// @return empty where none is named
    Optional<CredentialBook> credentials(List<Prefix> where, PrintWriter err)
            throws CommandFailure {
        if (community != null) {
            err.println(
                    "warning: --community is for trials: every user of this machine can read a command line; use --snmp FILE");
            try {
                return Optional.of(
                        new CredentialBook(
                                List.of(
                                        new SnmpCredential.V2c(
                                                "community",
                                                Binding.toRanges(where),
                                                Secret.of(community)))));
            } catch (IllegalArgumentException e) {
                throw CommandFailure.usage(e);
            }
        }
        String variable = System.getenv("SEGWRIGHT_SNMP");
        Path named =
                file != null
                        ? file
                        : variable == null || variable.isEmpty() ? null : Path.of(variable);
        if (named == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(SnmpFile.read(named));
        } catch (ConfigException e) {
            throw CommandFailure.badInput(e);
        }
    }

    /// For a command that asks somebody and has nothing to ask with.
    static CommandFailure noCredentials() {
        return CommandFailure.usage(
                "no SNMP credentials: want --snmp FILE, SEGWRIGHT_SNMP=FILE, or --community TEXT for a trial");
    }
}
