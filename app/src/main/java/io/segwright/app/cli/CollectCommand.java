package io.segwright.app.cli;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.app.config.FollowLock;
import io.segwright.app.config.RangesFile;
import io.segwright.app.stage.Collecting;
import io.segwright.app.stage.Listening;
import io.segwright.app.stage.OwnAddresses;
import io.segwright.app.view.Progress;
import io.segwright.app.view.Table;
import io.segwright.collectors.discover.DiscoveryRefusedException;
import io.segwright.collectors.discover.DryRun;
import io.segwright.collectors.discover.LocalNeighbours;
import io.segwright.collectors.discover.Sweep;
import io.segwright.collectors.listen.FlowListenException;
import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.CredentialBook;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.SiteRange;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.reconcile.InventorySnapshot;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `segwright collect`: finds devices from seeds, inside declared ranges only, and listens for flows meanwhile.
@Command(
        name = "collect",
        mixinStandardHelpOptions = true,
        description = {
            "Finds devices from seeds over SNMP, inside the declared ranges only, and writes what changed.",
            "It only reads: 1 request in flight and 20 requests/s a device, 500/s a site.",
            "This machine's own addresses are left alone, unless given as a seed."
        })
final class CollectCommand implements Callable<Integer> {
    private static final List<String> OF_COLLECTIONS =
            List.of(
                    "--seed",
                    "--range",
                    "--exclude",
                    "--sweep",
                    "--flow-port",
                    "--dry-run",
                    "--follow");

    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();
    @Mixin private SnmpOptions snmp = new SnmpOptions();
    @Mixin private FollowOptions follow = new FollowOptions();

    @Option(
            names = "--target",
            paramLabel = "ADDRESS[:PORT]",
            description =
                    "ask this one agent and show what it is, and where that was said; writes nothing")
    private @Nullable String target; // null: not given

    @Option(names = "--seed", paramLabel = "ADDRESS", description = "where to start; repeatable")
    private List<String> seeds = List.of();

    @Option(
            names = "--range",
            paramLabel = "[SITE=]PREFIX",
            description = "where it may go; repeatable")
    private List<String> ranges = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "PREFIX",
            description = "never contacted, beats everything; repeatable")
    private List<String> excludes = List.of();

    @Option(
            names = "--sweep",
            description =
                    "ask every IPv4 address of the ranges (at most a /16; IPv6 is never swept)")
    private boolean sweep;

    @Option(names = "--allow-large", description = "with --sweep: more than a /16")
    private boolean allowLarge;

    @Option(
            names = "--flow-port",
            paramLabel = "PORT",
            description = "also listen for NetFlow v9 and IPFIX on this UDP port")
    private @Nullable Integer flowPort; // null: do not listen

    @Option(
            names = "--flow-seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "with --flow-port: listen at least that long (default: ${DEFAULT-VALUE})")
    private int flowSeconds = 30;

    @Option(
            names = "--dry-run",
            description = "list what would be contacted; send nothing, write nothing")
    private boolean dryRun;

    @Override
    public Integer call() throws CommandFailure {
        OptionValue.within("--flow-seconds", flowSeconds, 0, 86_400);
        if (flowPort != null) {
            OptionValue.port("--flow-port", flowPort);
        }
        follow.check(flowPort != null || dryRun);
        UserLists.check();
        if (target != null) {
            checkAlone();
            return TargetCollect.run(
                    target,
                    snmp,
                    format.format,
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr());
        }
        if (ranges.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required option: '--range=[SITE=]PREFIX'");
        }
        Collecting.Request request = request();
        try {
            Collecting.check(request, Instant.now());
        } catch (DiscoveryRefusedException e) {
            throw CommandFailure.notAllowed(e);
        }
        if (dryRun) {
            return dryRun(request);
        }
        if (follow.isWanted()) {
            return CollectFollow.run(data.directory, request, follow, spec, format.format);
        }
        Optional<String> follower = FollowLock.holder(data.directory);
        if (follower.isPresent()) {
            throw CommandFailure.unavailable(FollowLock.refusal(data.directory, follower.get()));
        }
        return Opened.create(
                data.directory,
                directory -> {
                    PrintWriter err = spec.commandLine().getErr();
                    err.println(directory.graph().openReport().line());
                    try (Progress progress = Progress.onStderr()) {
                        return collect(directory, request, progress, err);
                    } catch (DiscoveryRefusedException e) {
                        throw CommandFailure.notAllowed(e);
                    } catch (FlowListenException e) {
                        throw CommandFailure.unavailable(e);
                    }
                });
    }

    private int collect(
            DataDirectory directory, Collecting.Request request, Progress progress, PrintWriter err)
            throws DiscoveryRefusedException,
                    FlowListenException,
                    StoreUnavailableException,
                    AuditUnavailableException,
                    ConfigException,
                    IOException,
                    InterruptedException,
                    CommandFailure {
        Optional<Listening> listening =
                flowPort == null
                        ? Optional.empty()
                        : Optional.of(Listening.start(flowPort, directory.clock()));
        try {
            Instant listenUntil = directory.clock().instant().plusSeconds(flowSeconds);
            progress.begin("collecting", request.seeds().size());
            Collecting.Collected collected =
                    Collecting.collect(
                            directory,
                            request,
                            () -> listening.map(l -> l.listenUntil(listenUntil)).orElse(List.of()),
                            progress::at);
            progress.done(collected.summary().polled() + " addresses answered");
            CollectReport report = new CollectReport(collected);
            report.table().print(format.format, spec.commandLine().getOut());
            report.talk().forEach(err::println);
            if (listening.isPresent()) {
                err.println(
                        listening
                                .get()
                                .fold(
                                        collected.reconciliation().next().allocations(),
                                        directory.graph())
                                .line());
            }
            if (collected.summary().polled() == 0 && !request.seeds().isEmpty()) {
                throw CommandFailure.unavailable(CollectReport.NOTHING_ANSWERED);
            }
            return ExitCode.OK;
        } finally {
            listening.ifPresent(Listening::close);
        }
    }

    /// Options of a collection make no sense beside one agent.
    private void checkAlone() throws CommandFailure {
        for (String other : OF_COLLECTIONS) {
            if (spec.commandLine().getParseResult().hasMatchedOption(other)) {
                throw CommandFailure.usage(
                        "--target asks exactly one agent and writes nothing: drop " + other);
            }
        }
    }

    private int dryRun(Collecting.Request request) throws CommandFailure {
        Instant now = Instant.now();
        InventorySnapshot current =
                DataDirectory.exists(data.directory)
                        ? Opened.existing(data.directory, directory -> directory.graph().snapshot())
                        : InventorySnapshot.EMPTY;
        DryRun run;
        try {
            run = Collecting.dryRun(request, current, now);
        } catch (DiscoveryRefusedException e) {
            throw CommandFailure.notAllowed(e);
        }
        Table table = new Table("address", "site", "because", "credentials");
        run.first()
                .forEach(c ->
                        table.row(
                                c.address(),
                                c.site(),
                                c.origin(),
                                String.join(" ", c.credentials())));
        table.print(format.format, spec.commandLine().getOut());
        spec.commandLine()
                .getErr()
                .println(
                        run.total()
                                + " addresses would be contacted first, then what they tell of inside the ranges; nothing was sent");
        return ExitCode.OK;
    }

    private Collecting.Request request() throws CommandFailure {
        if (asksNobody() && flowPort == null) {
            throw CommandFailure.usage(
                    "nothing to start from: want --seed ADDRESS, --sweep or --flow-port PORT");
        }
        List<IpAddress> first = RangeText.addresses("--seed", seeds);
        List<IpAddress> own = new ArrayList<>(OwnAddresses.read());
        own.removeAll(first); // who names this machine as a seed wants it collected
        RangesFile declared = RangeText.ranges(ranges, excludes).withOwn(own);
        int port = snmp.port();
        PoliteLimits limits = snmp.limits();
        CredentialBook book = credentials(declared);
        try {
            return new Collecting.Request(
                    first,
                    declared,
                    asksNobody() ? List.of() : LocalNeighbours.read(),
                    port,
                    sweepChoice(),
                    limits,
                    book);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e);
        }
    }

    /// Flows only: nothing is polled.
    private boolean asksNobody() {
        return seeds.isEmpty() && !sweep;
    }

    private Sweep sweepChoice() {
        if (!sweep) {
            return Sweep.NONE;
        }
        return allowLarge ? Sweep.IPV4_ALLOW_LARGE : Sweep.IPV4;
    }

    private CredentialBook credentials(RangesFile declared) throws CommandFailure {
        Optional<CredentialBook> book =
                snmp.credentials(
                        declared.ranges().stream().map(SiteRange::prefix).toList(),
                        spec.commandLine().getErr());
        if (book.isEmpty() && asksNobody()) {
            return new CredentialBook(List.of()); // flows only
        }
        return book.orElseThrow(SnmpOptions::noCredentials);
    }
}
