package io.segwright.app.cli;

import io.segwright.app.cli.WhoisAnswers.Question;
import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.app.view.Format;
import io.segwright.app.view.Table;
import io.segwright.graph.fact.AsOf;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.attribute.PublishedRanges;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.endpoint.NatBinding;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Protocol;
import io.segwright.inventory.net.Vrf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright whois ADDRESS`: whose it is, or was, and why we say so; `-f FILE` for many.
@Command(
        name = "whois",
        mixinStandardHelpOptions = true,
        description =
                "Whose an address is, or was: service, subscription, VM, owner, and the allocations that say so; of a far end, which provider publishes it as its own.")
final class WhoisCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();
    @Mixin private TimeOptions times = new TimeOptions();

    @Parameters(
            paramLabel = "ADDRESS",
            arity = "0..1",
            description = "IPv4 or IPv6; an IPv4-mapped IPv6 address is the IPv4 address")
    private @Nullable String address; // null: a file is given

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description =
                    "many at once: lines "
                            + WhoisLines.LINE
                            + ", - for standard input; with -o jsonl or csv")
    private @Nullable String file; // null: an address is given

    @Option(
            names = "--vrf",
            paramLabel = "NAME",
            description = "routing domain (default: default; others that have it are named)")
    private @Nullable String vrf; // null: not known

    @Option(
            names = "--exporter",
            paramLabel = "ADDRESS",
            description = "who saw it, to tell the routing domain from the inventory")
    private @Nullable String exporter; // null: nobody is named

    @Option(
            names = "--interface",
            paramLabel = "IFINDEX",
            defaultValue = "0",
            description = "the interface on which the exporter saw it")
    private int ifIndex;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "of a translated address: whose it is behind (import nat)")
    private @Nullable String port; // null: not known

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description = "of that port: tcp, udp, ... (default: any)")
    private @Nullable String protocol; // null: not known

    @Override
    public Integer call() throws CommandFailure {
        if ((address == null) == (file == null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    address == null
                            ? "Missing required parameter: 'ADDRESS'"
                            : "ADDRESS and -f FILE exclude one another: want one of them");
        }
        if (vrf != null && exporter != null) {
            throw CommandFailure.usage(
                    "--vrf and --exporter both tell the routing domain: want one of them");
        }
        Optional<Vrf> domain = domain();
        return file != null ? bulk(file, domain) : single(String.valueOf(address), domain);
    }

    private Optional<Vrf> domain() throws CommandFailure {
        try {
            return vrf == null ? Optional.empty() : Optional.of(new Vrf(vrf));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e);
        }
    }

    private int single(String text, Optional<Vrf> domain) throws CommandFailure {
        IpAddress wanted = parsed(text);
        int portAsked = portAsked();
        Protocol protocolAsked = protocolAsked();
        Optional<IpAddress> seenBy =
                exporter == null ? Optional.empty() : Optional.of(parsed(exporter));
        return Opened.existing(
                data.directory,
                directory -> {
                    Instant now = directory.clock().instant();
                    Instant at = times.at(now);
                    Instant asOf = times.asOf(now);
                    List<Device> devices = directory.graph().snapshot(new AsOf(at, asOf)).devices();
                    WhoisAnswers answers = answers(directory, at, asOf, devices);
                    Question asked = new Question(wanted, domain, at, protocolAsked, portAsked);
                    WhoisAnswer answer =
                            seenBy.isPresent()
                                    ? answers.answer(asked, seenBy.get(), ifIndex)
                                    : answers.answer(asked);
                    print(answer.facts(owning(devices, answer.attribution().address())));
                    return answer.attribution().isAttributed() ? ExitCode.OK : ExitCode.FINDINGS;
                });
    }

    private int portAsked() throws CommandFailure {
        try {
            return port == null ? 0 : port(port);
        } catch (AddressFormatException e) {
            throw CommandFailure.usage("--port: " + e.getMessage());
        }
    }

    static int port(String text) throws AddressFormatException {
        PortRange one = PortRange.parse(text);
        if (one.first() != one.last()) {
            throw new AddressFormatException("'" + text + "' are several ports: want one");
        }
        return one.first();
    }

    private Protocol protocolAsked() throws CommandFailure {
        try {
            return protocol == null ? NatBinding.EVERY_PROTOCOL : Protocol.parse(protocol);
        } catch (AddressFormatException e) {
            throw CommandFailure.usage("--protocol: " + e.getMessage());
        }
    }

    private static IpAddress parsed(String text) throws CommandFailure {
        try {
            return IpAddress.parse(text);
        } catch (AddressFormatException e) {
            throw CommandFailure.usage(e);
        }
    }

    private static WhoisAnswers answers(
            DataDirectory directory, Instant at, Instant asOf, List<Device> devices)
            throws StoreUnavailableException, ConfigException {
        return new WhoisAnswers(
                AttributionIndex.build(directory.graph().allocations(asOf), at),
                devices,
                directory.files().natBindings(),
                PublishedRanges.of(directory.files().publishedRanges()),
                asOf);
    }

    private static List<String> owning(List<Device> devices, IpAddress address) {
        return devices.stream()
                .filter(d -> d.addresses().contains(address))
                .map(d -> d.name() + " (" + d.id() + ", " + d.site() + ")")
                .toList();
    }

    private void print(Map<String, Object> facts) {
        if (format.format == Format.JSON || format.format == Format.JSONL) {
            spec.commandLine().getOut().println(Table.json(facts));
            return;
        }
        Table table = new Table("what", "value");
        facts.forEach((what, value) -> {
            if (value instanceof List<?> several) {
                several.forEach(one -> table.row(what, one));
            } else if (!value.toString().isEmpty()) {
                table.row(what, value.toString());
            }
        });
        table.print(format.format, spec.commandLine().getOut());
    }

    private int bulk(String name, Optional<Vrf> domain) throws CommandFailure {
        if (format.format != Format.JSONL && format.format != Format.CSV) {
            throw CommandFailure.usage("-f FILE answers line by line: want -o jsonl or -o csv");
        }
        if (port != null || protocol != null) {
            throw CommandFailure.usage(
                    "--port and --protocol are of one address: want them in each line of -f FILE");
        }
        if (exporter != null) {
            throw CommandFailure.usage(
                    "--exporter is of one address: want the routing domain in each line of -f FILE");
        }
        try (InputStream in = name.equals("-") ? System.in : Files.newInputStream(Path.of(name))) {
            return Opened.existing(
                    data.directory,
                    directory -> {
                        Instant now = directory.clock().instant();
                        Instant at = times.at(now);
                        WhoisAnswers answers = answers(directory, at, times.asOf(now), List.of());
                        return new WhoisLines(
                                        answers,
                                        name.equals("-")
                                                ? "-"
                                                : String.valueOf(Path.of(name).getFileName()),
                                        domain,
                                        at,
                                        format.format)
                                .run(in, spec.commandLine().getOut(), spec.commandLine().getErr());
                    });
        } catch (IOException e) {
            throw CommandFailure.badInput(name + " cannot be read: want lines " + WhoisLines.LINE);
        }
    }
}
