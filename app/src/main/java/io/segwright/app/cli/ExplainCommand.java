package io.segwright.app.cli;

import io.segwright.acl.compile.AclCompiler;
import io.segwright.acl.compile.CompiledList;
import io.segwright.acl.compile.Explanation;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.Connection;
import io.segwright.acl.list.Packet;
import io.segwright.acl.list.TcpSession;
import io.segwright.acl.policy.Policy;
import io.segwright.app.stage.Network;
import io.segwright.app.stage.PlanDirectory;
import io.segwright.app.view.Table;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Protocol;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright explain SRC DST PROTO/PORT`: may it pass, and which line of which list and of the policy says so.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Says whether SRC may open PROTO/PORT to DST, and which access-list line and which policy line, ticket and owner",
            "decide it at each enforcement point on the way. Exit 0 permitted, 3 denied."
        })
final class ExplainCommand implements Callable<Integer> {
    private static final int EPHEMERAL_PORT = 40_000;
    private static final int ECHO_REQUEST = 8; // RFC 792
    private static final int ECHO_REQUEST_V6 = 128; // RFC 4443 sec. 4.1

    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();
    @Mixin private TimeOptions times = new TimeOptions();

    @Parameters(index = "0", paramLabel = "SRC", description = "source address")
    private String source = "";

    @Parameters(index = "1", paramLabel = "DST", description = "destination address")
    private String destination = "";

    @Parameters(
            index = "2",
            paramLabel = "PROTO/PORT",
            description = "e.g. tcp/443, udp/53, ping, ospf")
    private String service = "";

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            required = true,
            description = "the policy, YAML")
    private Path policyFile = Path.of("policy.yaml");

    @Override
    public Integer call() throws CommandFailure {
        Packet packet = packet();
        return Opened.existing(
                data.directory,
                directory -> {
                    Instant now = directory.clock().instant();
                    Policy policy = PolicyText.read(policyFile, now, spec.commandLine().getErr());
                    Network network = Network.read(directory, times.at(now), times.asOf(now));
                    List<CompiledList> lists =
                            AclCompiler.compile(
                                            policy,
                                            network.topology(),
                                            network.snapshot().allocations(),
                                            network.at())
                                    .lists();
                    return print(packet, Explanation.path(lists, packet));
                });
    }

    private int print(Packet packet, List<Explanation> path) {
        Table table = new Table("verdict", "device", "enforces", "list", "line", "because");
        for (Explanation step : path) {
            table.row(
                    step.action().name().toLowerCase(Locale.ROOT),
                    step.point().deviceName(),
                    PlanDirectory.enforces(step.point()),
                    step.list(),
                    step.line(),
                    step.why());
        }
        table.print(format.format, spec.commandLine().getOut());
        if (path.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            packet
                                    + ": indeterminate: no enforcement point that we know of is on its way");
            return ExitCode.FINDINGS;
        }
        boolean permitted = path.stream().allMatch(e -> e.action() == Action.PERMIT);
        spec.commandLine().getErr().println(packet + ": " + (permitted ? "permitted" : "denied"));
        return permitted ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private Packet packet() throws CommandFailure {
        try {
            IpAddress from = IpAddress.parse(source);
            IpAddress to = IpAddress.parse(destination);
            if (from.family() != to.family()) {
                throw CommandFailure.usage(
                        source + " and " + destination + ": want two addresses of one family");
            }
            int slash = service.indexOf('/');
            String name =
                    (slash < 0 ? service : service.substring(0, slash)).toLowerCase(Locale.ROOT);
            if (name.equals("ping") || name.equals("icmp") || name.equals("icmpv6")) {
                boolean v4 = from.family() == IpFamily.V4;
                return new Packet(
                        from,
                        to,
                        v4 ? Protocol.ICMP : Protocol.ICMPV6,
                        0,
                        0,
                        v4 ? ECHO_REQUEST : ECHO_REQUEST_V6,
                        0,
                        TcpSession.OPENING,
                        Connection.NEW);
            }
            Protocol protocol = Protocol.parse(name);
            if (protocol.hasPorts() && slash < 0) {
                throw CommandFailure.usage("'" + service + "': want a port, e.g. " + name + "/443");
            }
            int port = slash < 0 ? 0 : PortRange.parse(service.substring(slash + 1)).first();
            return new Packet(
                    from,
                    to,
                    protocol,
                    protocol.hasPorts() ? EPHEMERAL_PORT : 0,
                    protocol.hasPorts() ? port : 0,
                    0,
                    0,
                    TcpSession.OPENING,
                    Connection.NEW);
        } catch (AddressFormatException e) {
            throw CommandFailure.usage(e);
        }
    }
}
