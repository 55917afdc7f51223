package io.segwright.app.demo;

import io.segwright.acl.policy.Policy;
import io.segwright.acl.policy.PolicyReader;
import io.segwright.acl.policy.PolicyResult;
import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.app.stage.Collecting;
import io.segwright.app.stage.Importing;
import io.segwright.app.stage.ListFiles;
import io.segwright.app.stage.Listening;
import io.segwright.app.stage.Network;
import io.segwright.app.stage.PlanDirectory;
import io.segwright.app.stage.Planning;
import io.segwright.app.view.Progress;
import io.segwright.collectors.discover.DiscoveryRefusedException;
import io.segwright.collectors.imports.AllocationCsv;
import io.segwright.collectors.imports.AllocationImport;
import io.segwright.collectors.listen.FlowListenException;
import io.segwright.collectors.listen.FlowListenerConfiguration;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.inventory.coverage.Coverage;
import io.segwright.inventory.coverage.CoverageReport;
import io.segwright.inventory.net.Protocol;
import io.segwright.inventory.observe.Observation;
import io.segwright.lab.estate.Estate;
import io.segwright.lab.estate.EstateSpec;
import io.segwright.lab.estate.PlannedFlow;
import io.segwright.lab.estate.RunningEstate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Walks the whole path once: estate, discovery, graph, attribution, compiling, proof.
public final class DemoRun {
    private static final int AGENT_PORTS_TRIED = 20;
    private static final int FLOW_WAIT_SECONDS =
            20; // they are all sent by then; what is missing is lost

    private final DemoFolder folder;
    private final Estate estate;
    private final Mischief mischief;
    private final Progress progress;
    private final PrintWriter err;
    private long flowsSent;

    /// Whether a written line is flipped before the proof.
    public enum Mischief {
        NONE,
        FLIP_A_LINE
    }

    private DemoRun(
            DemoFolder folder,
            Estate estate,
            Mischief mischief,
            Progress progress,
            PrintWriter err) {
        this.folder = folder;
        this.estate = estate;
        this.mischief = mischief;
        this.progress = progress;
        this.err = err;
    }

    /// The demo's own estate.
    ///
    /// @param path the folder to make; only an earlier demo's may be there
    /// @param seed of the estate
    /// @throws DemoException it could not run to its end
    public static DemoSummary run(
            Path path, long seed, Mischief mischief, Progress progress, PrintWriter err)
            throws DemoException, InterruptedException {
        return run(path, EstateSpec.demo().withSeed(seed), mischief, progress, err);
    }

    /// @param path the folder to make; only an earlier demo's may be there
    /// @param spec of the estate
    /// @throws DemoException it could not run to its end
    public static DemoSummary run(
            Path path, EstateSpec spec, Mischief mischief, Progress progress, PrintWriter err)
            throws DemoException, InterruptedException {
        long startedNanos = System.nanoTime();
        DemoFolder folder = DemoFolder.fresh(path);
        progress.begin("generating the estate", 1);
        Estate estate = Estate.generate(spec);
        progress.done(
                estate.devices().size()
                        + " devices, "
                        + estate.hosts().size()
                        + " hosts, "
                        + estate.sites().size()
                        + " sites");
        try {
            folder.write(estate);
            return new DemoSummary(
                    new DemoRun(folder, estate, mischief, progress, err).run(startedNanos));
        } catch (IOException | UncheckedIOException e) {
            throw new DemoException("the demo cannot go on: " + e.getMessage(), e);
        } catch (StoreUnavailableException
                | AuditUnavailableException
                | FlowListenException
                | ConfigException e) {
            throw new DemoException(String.valueOf(e.getMessage()), e);
        } catch (DiscoveryRefusedException e) {
            throw new DemoException("the estate contradicts its own ranges: " + e.getMessage(), e);
        }
    }

    private DemoResult run(long startedNanos)
            throws DemoException,
                    IOException,
                    StoreUnavailableException,
                    AuditUnavailableException,
                    FlowListenException,
                    DiscoveryRefusedException,
                    ConfigException,
                    InterruptedException {
        try (RunningEstate agents = startAgents();
                DataDirectory data = DataDirectory.open(folder.data())) {
            importAllocations(data);
            Listening.Folded flows = collect(data, agents);
            Instant now = data.clock().instant();
            Network network = Network.read(data, now, now);
            progress.begin("attributing", 1);
            CoverageReport coverage =
                    Coverage.of(
                            network.snapshot(),
                            AttributionIndex.build(network.snapshot().allocations(), now),
                            network.live(),
                            network.ranges());
            progress.done(coverage.attributed() + " of " + coverage.required() + " have an owner");
            Comparison comparison = Comparison.of(estate, network.snapshot(), coverage);
            Policy policy = policy(now);
            ListFiles plan =
                    ListFiles.of(policy, network.topology(), network.snapshot().allocations(), now);
            Planning.Proofs proofs = plan(data, plan);
            return new DemoResult(
                    folder.path(),
                    comparison,
                    coverage,
                    flows,
                    flowsSent,
                    estate.attributableFlows(),
                    agents.forbiddenContacts(),
                    policy.segments().size(),
                    policy.rules().size(),
                    plan,
                    proofs,
                    example(),
                    (System.nanoTime() - startedNanos) / 1e9);
        }
    }

    /// The agents' port may be taken by something else: the next ones do as well.
    private RunningEstate startAgents() throws IOException {
        progress.begin("starting agents", 1);
        IOException last = new IOException("no port was tried");
        for (int port = Estate.AGENT_PORT; port < Estate.AGENT_PORT + AGENT_PORTS_TRIED; port++) {
            try {
                RunningEstate running = estate.start(port);
                progress.done("on real UDP, port " + port);
                return running;
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private void importAllocations(DataDirectory data)
            throws DemoException,
                    IOException,
                    StoreUnavailableException,
                    AuditUnavailableException {
        progress.begin("importing allocations", 1);
        switch (AllocationCsv.read(folder.allocations())) {
            case AllocationImport.Imported imported -> {
                Importing.Result result =
                        Importing.write(data, imported.allocations(), folder.allocations());
                progress.done(result.added() + " allocations");
            }
            case AllocationImport.Checked checked ->
                    throw new DemoException(
                            "the estate has " + checked.rows() + " allocations, more than fit");
            case AllocationImport.Refused refused ->
                    throw new DemoException(
                            "the estate's own allocations are refused: " + refused.errors());
        }
    }

    private Listening.Folded collect(DataDirectory data, RunningEstate agents)
            throws IOException,
                    StoreUnavailableException,
                    AuditUnavailableException,
                    FlowListenException,
                    DiscoveryRefusedException,
                    ConfigException,
                    InterruptedException {
        FlowListenerConfiguration loopback =
                FlowListenerConfiguration.DEFAULT.withPort(0).withBindAddress("127.0.0.1");
        try (Listening listening = Listening.start(loopback, data.clock())) {
            progress.begin("discovering from a seed", estate.devices().size());
            Collecting.Collected collected =
                    Collecting.collect(
                            data,
                            DemoRequest.of(estate, agents.port()),
                            () -> flows(data, agents, listening),
                            progress::at);
            progress.begin("folding flows", 1);
            Listening.Folded folded =
                    listening.fold(collected.reconciliation().next().allocations(), data.graph());
            progress.done(
                    folded.counters().received()
                            + " flows into "
                            + folded.conversations()
                            + " conversations");
            return folded;
        }
    }

    /// Has the exporters send while the listener listens.
    private List<Observation> flows(DataDirectory data, RunningEstate agents, Listening listening) {
        progress.done("polled politely: 20 requests/s a device, 500/s a site");
        progress.begin("receiving flows", 1);
        try {
            flowsSent =
                    agents.sendFlows(
                            new InetSocketAddress(
                                    InetAddress.ofLiteral("127.0.0.1"), listening.port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Observation> exporters =
                listening.listen(flowsSent, data.clock().instant().plusSeconds(FLOW_WAIT_SECONDS));
        progress.done(
                flowsSent + " sent as NetFlow v9 and IPFIX by " + exporters.size() + " exporters");
        return exporters;
    }

    /// The first flow from a client that a rule permits.
    private DemoResult.Example example() {
        return estate.exporters().stream()
                .flatMap(e -> e.flows().stream())
                .filter(f -> !f.rule().isEmpty() && f.flow().protocol() == Protocol.TCP.number())
                .map(PlannedFlow::flow)
                .filter(f -> f.destinationPort() < f.sourcePort())
                .findFirst()
                .map(f ->
                        new DemoResult.Example(
                                f.source().getHostAddress(),
                                f.destination().getHostAddress(),
                                "tcp/" + f.destinationPort()))
                .orElse(new DemoResult.Example("SRC", "DST", "tcp/443"));
    }

    private Policy policy(Instant now) throws DemoException {
        return switch (PolicyReader.read("policy.yaml", estate.policyYaml(), now)) {
            case PolicyResult.Read read -> read.policy();
            case PolicyResult.Refused refused ->
                    throw new DemoException(
                            "the estate's own policy is refused: " + refused.errors());
        };
    }

    private Planning.Proofs plan(DataDirectory data, ListFiles plan)
            throws DemoException, IOException, AuditUnavailableException {
        progress.begin("proving access lists", plan.files().size());
        Path staging = PlanDirectory.staging(folder.plan());
        List<String> unsayable = Planning.write(staging, plan);
        if (!unsayable.isEmpty()) {
            throw new DemoException("lists that cannot be written: " + unsayable);
        }
        if (mischief == Mischief.FLIP_A_LINE) {
            Tampering.flip(staging).ifPresent(what -> err.println("--break flipped " + what));
        }
        Planning.Proofs proofs = Planning.prove(staging, plan, progress::at);
        progress.done(
                proofs.proved()
                        + " of "
                        + proofs.proofs().size()
                        + " lists, IPv4 and IPv6, as compiled and as written");
        if (proofs.isComplete()) {
            data.record(
                    "plan.write",
                    folder.plan().toString(),
                    "segwright demo",
                    Map.of("files", "" + plan.files().size()));
            PlanDirectory.publish(staging, folder.plan(), folder.policy(), plan, proofs);
        }
        return proofs;
    }
}
