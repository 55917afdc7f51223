package io.segwright.app.stage;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.app.config.DataFiles;
import io.segwright.app.config.RangesFile;
import io.segwright.collectors.discover.Discovery;
import io.segwright.collectors.discover.DiscoveryPlan;
import io.segwright.collectors.discover.DiscoveryRefusedException;
import io.segwright.collectors.discover.DiscoverySummary;
import io.segwright.collectors.discover.DiscoverySummary.Ending;
import io.segwright.collectors.discover.DryRun;
import io.segwright.collectors.discover.Sweep;
import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.AgentMemory;
import io.segwright.collectors.snmp.CredentialBook;
import io.segwright.collectors.snmp.CredentialMemory;
import io.segwright.collectors.snmp.table.WalkLimits;
import io.segwright.graph.fact.PollRecord;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.inventory.coverage.LiveAddresses;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.reconcile.ClaimChange;
import io.segwright.inventory.reconcile.InventoryChange;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.Reconciler;
import io.segwright.inventory.reconcile.Reconciliation;
import io.segwright.inventory.telemetry.Heard;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// From seeds to the graph: discover politely, reconcile, write what changed.
public final class Collecting {
    private Collecting() {}

    /// What to collect, from where, how fast.
    ///
    /// @param seeds asked first
    /// @param ranges where it may go
    /// @param hints addresses known to exist, e.g. of the collector's own ARP table
    public record Request(
            List<IpAddress> seeds,
            RangesFile ranges,
            List<IpAddress> hints,
            int port,
            Sweep sweep,
            PoliteLimits limits,
            CredentialBook credentials) {
        public Request {
            seeds = List.copyOf(seeds);
            hints = List.copyOf(hints);
        }

        /// The same from elsewhere.
        ///
        /// @param first asked first
        /// @param next asked too
        public Request asking(List<IpAddress> first, List<IpAddress> next, Sweep how) {
            return new Request(first, ranges, next, port, how, limits, credentials);
        }

        /// Nothing is to be asked, only listened to.
        public boolean isFlowsOnly() {
            return seeds.isEmpty() && sweep == Sweep.NONE;
        }
    }

    /// @param observations everything that was seen
    /// @param ranges as they were obeyed, do-not-poll allocations included
    /// @param reconciliation what it changed
    public record Collected(
            List<Observation> observations,
            DeclaredRanges ranges,
            DiscoverySummary summary,
            Reconciliation reconciliation) {
        public Collected {
            observations = List.copyOf(observations);
        }

        /// The polls that gave no usable answer.
        public List<Observation.DeviceSilent> silent() {
            List<Observation.DeviceSilent> silent = new ArrayList<>();
            for (Observation observation : observations) {
                if (observation instanceof Observation.DeviceSilent one) {
                    silent.add(one);
                }
            }
            return silent;
        }
    }

    /// Refuses what must never begin, e.g. a seed outside of the ranges. Sends nothing, writes nothing.
    ///
    /// @throws IllegalArgumentException a number out of its bounds
    public static void check(Request request, Instant now) throws DiscoveryRefusedException {
        if (!request.isFlowsOnly()) {
            open(request, InventorySnapshot.EMPTY, now).close();
        }
    }

    /// What would be contacted first. Sends nothing, writes nothing.
    ///
    /// @param current the inventory, for its do-not-poll allocations
    public static DryRun dryRun(Request request, InventorySnapshot current, Instant now)
            throws DiscoveryRefusedException {
        try (Discovery discovery = open(request, current, now)) {
            return discovery.dryRun();
        }
    }

    private static Discovery open(Request request, InventorySnapshot current, Instant now)
            throws DiscoveryRefusedException {
        InstantSource clock = InstantSource.fixed(now);
        return Discovery.open(
                plan(request, doNotPoll(current, now)).build(),
                request.limits(),
                WalkLimits.SHIPPED,
                request.credentials(),
                new CredentialMemory(clock),
                clock);
    }

    /// Where a collection stands before it asks anybody.
    ///
    /// @param current the inventory
    /// @param forbidden prefixes whose owners forbid polling
    public record Ground(InventorySnapshot current, List<Prefix> forbidden) {
        public Ground {
            forbidden = List.copyOf(forbidden);
        }

        public static Ground of(DataDirectory data) throws StoreUnavailableException {
            InventorySnapshot current = data.graph().snapshot();
            return new Ground(current, doNotPoll(current, data.clock().instant()));
        }
    }

    /// What was seen, not yet written.
    ///
    /// @param agents what was learned about asking: to be kept only once the facts are written, since it says which of
    ///     them need not be read again
    public record Found(
            List<Observation> observations, DiscoverySummary summary, AgentMemory agents) {
        public Found {
            observations = List.copyOf(observations);
        }

        /// With further observations of the same time.
        public Found and(List<Observation> more) {
            List<Observation> all = new ArrayList<>(observations);
            all.addAll(more);
            return new Found(all, summary, agents);
        }
    }

    /// Collects, reconciles and writes.
    ///
    /// @param also further observations of the same time, e.g. of flow exporters, asked for when the polls are done
    public static Collected collect(
            DataDirectory data, Request request, Supplier<List<Observation>> also, Steps steps)
            throws DiscoveryRefusedException,
                    StoreUnavailableException,
                    AuditUnavailableException,
                    ConfigException,
                    IOException,
                    InterruptedException {
        Ground ground = begin(data, request);
        Found found = ask(data.files(), request, ground, steps);
        return write(data, ground.current(), ground.forbidden(), found.and(also.get()));
    }

    /// Records in the audit log that somebody collects, and the ranges that were declared for it.
    public static Ground begin(DataDirectory data, Request request)
            throws StoreUnavailableException,
                    AuditUnavailableException,
                    ConfigException,
                    IOException {
        Ground ground = Ground.of(data);
        data.record(
                "inventory.collect",
                String.join(" ", request.seeds().stream().map(IpAddress::toString).toList()),
                "segwright collect",
                Map.of(
                        "ranges",
                        request.ranges().ranges().stream()
                                .map(r -> r.site() + "=" + r.prefix())
                                .toList()
                                .toString()));
        data.files().save(data.files().ranges().plus(request.ranges()));
        return ground;
    }

    /// Asks from the seeds and hints on over all that they tell of. The graph is not needed, and not touched.
    public static Found ask(DataFiles files, Request request, Ground ground, Steps steps)
            throws DiscoveryRefusedException, ConfigException, IOException, InterruptedException {
        if (request.isFlowsOnly()) {
            return new Found(
                    List.of(),
                    new DiscoverySummary(0, Map.of(), 0, 0, Ending.COMPLETE, Duration.ZERO),
                    files.agentMemory());
        }
        return ask(files, request, ground, plan(request, ground.forbidden()), steps);
    }

    /// Asks these and nobody else; those outside of the ranges are passed over.
    public static Found askThese(
            DataFiles files, Request request, Ground ground, List<IpAddress> asked)
            throws DiscoveryRefusedException, ConfigException, IOException, InterruptedException {
        Request listed = request.asking(List.of(), asked, Sweep.NONE);
        DiscoveryPlan.Builder plan = plan(listed, ground.forbidden());
        plan.devicesMax(Math.max(1, asked.size()));
        return ask(files, listed, ground, plan, Steps.SILENT);
    }

    private static Found ask(
            DataFiles files,
            Request request,
            Ground ground,
            DiscoveryPlan.Builder plan,
            Steps steps)
            throws DiscoveryRefusedException, ConfigException, IOException, InterruptedException {
        List<Observation> observations = new ArrayList<>();
        AgentMemory agents = files.agentMemory();
        Map<IpAddress, Device> held = byAddress(ground.current().devices());
        CredentialMemory memory = files.credentialMemory();
        try (Discovery discovery =
                Discovery.open(
                        plan.build(),
                        request.limits(),
                        WalkLimits.SHIPPED,
                        request.credentials(),
                        memory,
                        agents,
                        address -> Optional.ofNullable(held.get(address)),
                        files.clock())) {
            DiscoverySummary summary =
                    discovery.run(
                            observations::add,
                            (polled, queued, silent) ->
                                    steps.at(polled + silent, polled + silent + queued));
            return new Found(observations, summary, agents);
        } finally {
            files.save(memory);
        }
    }

    /// Reconciles what was seen with the inventory as it is now, and writes what changed.
    ///
    /// @param forbidden as they were obeyed
    public static Collected write(DataDirectory data, List<Prefix> forbidden, Found found)
            throws StoreUnavailableException, ConfigException, IOException {
        return write(data, data.graph().snapshot(), forbidden, found);
    }

    private static Collected write(
            DataDirectory data, InventorySnapshot current, List<Prefix> forbidden, Found found)
            throws StoreUnavailableException, ConfigException, IOException {
        DataFiles files = data.files();
        List<Observation> observations = found.observations();
        DeclaredRanges ranges = files.ranges().declared(forbidden);
        Reconciliation reconciliation =
                Reconciler.reconcile(current, observations, ranges, files.authority().authority());
        data.graph().apply(reconciliation.changes());
        data.graph().recordPolls(unchangedPolls(observations, reconciliation));
        files.save(
                LiveAddresses.updated(files.liveAddresses(), observations, reconciliation.next()));
        files.save(found.agents());
        List<Heard> heard = files.heard();
        List<Heard> after = HeardFlows.after(heard, observations, reconciliation.next().devices());
        if (!after.equals(heard)) {
            files.saveHeard(after);
        }
        return new Collected(observations, ranges, found.summary(), reconciliation);
    }

    /// By the addresses at which they answered.
    private static Map<IpAddress, Device> byAddress(List<Device> devices) {
        Map<IpAddress, Device> byAddress = new HashMap<>();
        for (Device device : devices) {
            device.managementAddresses().forEach(a -> byAddress.put(a, device));
        }
        return byAddress;
    }

    private static DiscoveryPlan.Builder plan(Request request, List<Prefix> forbidden) {
        DiscoveryPlan.Builder plan =
                DiscoveryPlan.builder()
                        .hints(request.hints())
                        .port(request.port())
                        .sweep(request.sweep());
        request.seeds().forEach(plan::seed);
        request.ranges().ranges().forEach(r -> plan.range(r.site(), r.prefix()));
        request.ranges().leftAlone().forEach(plan::exclude);
        forbidden.forEach(plan::doNotPoll);
        return plan;
    }

    /// Prefixes whose owners forbid polling.
    public static List<Prefix> doNotPoll(InventorySnapshot snapshot, Instant now) {
        return snapshot.allocations().stream()
                .filter(a -> a.polling() == Polling.FORBIDDEN && a.validAt(now))
                .map(a -> a.prefix())
                .distinct()
                .toList();
    }

    /// One small record for each device that answered and has nothing new to say.
    private static List<PollRecord> unchangedPolls(
            List<Observation> observations, Reconciliation reconciliation) {
        Set<DeviceId> changed = new HashSet<>();
        for (InventoryChange change : reconciliation.changes()) {
            switch (change) {
                case InventoryChange.DeviceAdded added -> changed.add(added.device().id());
                case InventoryChange.DeviceChanged device -> changed.add(device.after().id());
                case InventoryChange.DevicesMerged merged -> changed.add(merged.into().id());
                case InventoryChange.DevicesSplit split ->
                        split.partings()
                                .forEach(parting -> {
                                    changed.add(parting.kept().id());
                                    changed.add(parting.restored().id());
                                });
                case InventoryChange.DeviceEnded ended -> changed.add(ended.device().id());
                case InventoryChange.IdentityDecided _,
                        InventoryChange.TraceSeen _,
                        InventoryChange.TraceEnded _,
                        InventoryChange.AllocationAdded _,
                        InventoryChange.AllocationChanged _,
                        ClaimChange _ -> {} // no sighting of a device
            }
        }
        Map<DeviceId, PollRecord> records = new HashMap<>();
        for (Observation observation : observations) {
            DeviceId id = reconciliation.answered().get(observation.provenance().exporter());
            if (observation instanceof Observation.DevicePolled && id != null) {
                records.put(id, new PollRecord(id, observation.provenance(), 0));
            }
        }
        for (Device device : reconciliation.next().devices()) { // boxes that their stack showed
            device.membership()
                    .map(membership -> records.get(membership.whole()))
                    .filter(poll -> poll.provenance().at().equals(device.lastSeen()))
                    .ifPresent(poll ->
                            records.put(
                                    device.id(),
                                    new PollRecord(device.id(), poll.provenance(), 0)));
        }
        records.keySet().removeAll(changed);
        return List.copyOf(records.values());
    }
}
