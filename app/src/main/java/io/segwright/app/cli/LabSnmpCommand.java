package io.segwright.app.cli;

import io.segwright.app.config.ConfigException;
import io.segwright.app.labtools.CaptureServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `segwright lab snmp`: recorded devices as SNMP agents, until it is stopped.
@Command(
        name = "snmp",
        mixinStandardHelpOptions = true,
        description = {
            "Serves .snmprec captures as SNMP agents on one address and port, until it is stopped.",
            "The community (v1, v2c), the context or the user name (v3) says which: the file's name.",
        })
final class LabSnmpCommand implements Callable<Integer> {
    private static final int PORT = 16_100;

    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place

    @Option(
            names = "--captures",
            paramLabel = "PLACE",
            required = true,
            description = "folder, .tar, .tar.gz, .tar.xz, or one .snmprec file, packed or not")
    private Path captures = Path.of("");

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS:PORT",
            defaultValue = "127.0.0.1:16100",
            description = "where to answer (default: ${DEFAULT-VALUE})")
    private String listen = "127.0.0.1:16100";

    @Option(
            names = "--allow-remote",
            description = "listen on an address that other machines reach")
    private boolean allowRemote;

    @Option(
            names = "--fault",
            paramLabel = "NAME[=VALUE]",
            description = {
                "how every agent misbehaves; repeatable:",
                "loss, duplicate, reorder, cut=SHARE (0..1)",
                "delay=20ms, drop-every, reboot, silent-after=N",
                "toobig=VARBINDS, truncate=BYTES",
                "loop, repeat, endless=OID (of a subtree)",
                "wrong-source, wrong-id, empty, silent"
            })
    private List<String> faults = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "of what happens by chance (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--v3-user",
            paramLabel = "NAME",
            description = "SNMPv3 user, SHA-256 and AES-128 (default: see the user guide)")
    private @Nullable String v3User; // null: not given

    @Option(
            names = "--v3-auth-file",
            paramLabel = "FILE",
            description = "mode 0600: authentication passphrase, privacy passphrase, a line each")
    private @Nullable Path v3AuthFile; // null: not given

    @Override
    public Integer call() throws CommandFailure {
        InetSocketAddress address = SocketText.parse("--listen", listen, PORT);
        if (!address.getAddress().isLoopbackAddress() && !allowRemote) {
            throw CommandFailure.notAllowed(
                    "--listen "
                            + listen
                            + ": other machines could read the captures: want an address in 127.0.0.0/8 or [::1],"
                            + " or say --allow-remote");
        }
        CaptureServer.Request request =
                new CaptureServer.Request(captures, address, user(), faults, seed);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (CaptureServer server = CaptureServer.start(request, err::println)) {
            UntilStopped.run(
                    () -> {
                        List<String> lines = server.ready();
                        out.println(lines.getFirst());
                        out.flush();
                        lines.stream().skip(1).forEach(err::println);
                    },
                    () -> err.println(server.summary()));
            return ExitCode.OK;
        } catch (ConfigException e) {
            throw CommandFailure.badInput(e);
        } catch (IOException e) {
            throw CommandFailure.unavailable(e);
        }
    }

    private Optional<CaptureServer.User> user() throws CommandFailure {
        if (v3User == null && v3AuthFile == null) {
            return Optional.empty();
        }
        if (v3User == null || v3AuthFile == null) {
            throw CommandFailure.usage("want --v3-user and --v3-auth-file together");
        }
        return Optional.of(new CaptureServer.User(v3User, v3AuthFile));
    }
}
