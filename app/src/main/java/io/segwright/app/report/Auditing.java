package io.segwright.app.report;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.app.config.FilesThen;
import io.segwright.app.stage.Allocating;
import io.segwright.app.stage.Network;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.coverage.Coverage;
import io.segwright.inventory.coverage.CoverageCensus;
import io.segwright.inventory.coverage.Gap;
import io.segwright.inventory.coverage.OwnerDirectory;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.flow.Conversation;
import io.segwright.inventory.ipam.Allocator;
import io.segwright.inventory.ipam.Space;
import io.segwright.inventory.ipam.TagKind;
import io.segwright.inventory.kpi.AllocationCheck;
import io.segwright.inventory.kpi.AllocationRow;
import io.segwright.inventory.kpi.AuditRows;
import io.segwright.inventory.kpi.Kpi;
import io.segwright.inventory.kpi.TalkRow;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.telemetry.TelemetryGaps;
import io.segwright.inventory.telemetry.TelemetryPolicy;
import io.segwright.inventory.telemetry.TelemetryReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Puts together what an auditor is told: the figures and the rows that they are counted from.
public final class Auditing {
    /// How far back flows are counted: a month, so that what runs monthly is in it. Part of the figures' definition.
    public static final Duration FLOWS_WITHIN = Duration.ofDays(30);

    private Auditing() {}

    /// @param at when it was true
    /// @param asOf what we believed then
    /// @param now when it is put together
    /// @param err for what a person should know
    public static Audited read(
            DataDirectory data,
            Instant at,
            Instant asOf,
            Instant now,
            TelemetryPolicy policy,
            PrintWriter err)
            throws StoreUnavailableException, ConfigException, IOException {
        Function<Allocation, Set<TagKind>> required = required(pools(data, err));
        FilesThen files = data.files().at(at.isBefore(asOf) ? at : asOf);
        Network network = Network.read(data, at, asOf, files);
        OwnerDirectory owners = files.ownerDirectory();
        AttributionIndex index = AttributionIndex.build(data.graph().allocations(asOf), at);
        CoverageCensus census =
                Coverage.census(
                        network.snapshot(), index, network.live(), network.ranges(), owners);
        AllocationCheck check = new AllocationCheck(files.tagDirectory(), required);
        List<AllocationRow> allocations = check.rows(network.snapshot().allocations(), index, at);
        AuditRows rows =
                new AuditRows(
                        census.rows(),
                        allocations,
                        AllocationCheck.owners(allocations, owners),
                        owners.extent(),
                        talks(data.graph().conversations(at.minus(FLOWS_WITHIN), at)));
        List<Device> devices = network.snapshot().devices();
        TelemetryReport heard = TelemetryReport.of(devices, data.files().heard(), policy, at);
        List<Gap> gaps = new ArrayList<>(census.report().gaps());
        gaps.addAll(TelemetryGaps.of(heard, devices, network.live()));
        gaps.addAll(AllocationCheck.gaps(allocations));
        return new Audited(
                network,
                asOf,
                now,
                census,
                rows,
                Kpi.all(rows, census.report().devices()),
                heard,
                gaps,
                check.known(),
                todays(files));
    }

    private static List<String> todays(FilesThen files) {
        List<String> todays = new ArrayList<>(files.todays());
        todays.addAll(Audited.TODAYS);
        return todays;
    }

    /// The pools as they are today; none where nothing was ever given out.
    private static List<Space.Pool> pools(DataDirectory data, PrintWriter err)
            throws StoreUnavailableException, ConfigException, IOException {
        if (!Files.isDirectory(data.files().allocations())) {
            return List.of();
        }
        try (Allocating all = Allocating.open(data, err)) {
            return all.ask(Allocator::pools);
        }
    }

    /// What the innermost pool around an allocation requires.
    private static Function<Allocation, Set<TagKind>> required(List<Space.Pool> pools) {
        Map<Vrf, Map<Prefix, Space.Pool>> byPrefix = new HashMap<>();
        Set<Integer> lengths = new TreeSet<>(Comparator.reverseOrder());
        pools.stream()
                .sorted(Comparator.comparingLong(pool -> pool.place().placed()))
                .forEach(pool -> {
                    byPrefix.computeIfAbsent(pool.place().vrf(), _ -> new HashMap<>())
                            .put(pool.prefix(), pool);
                    lengths.add(pool.prefix().length());
                });
        return allocation -> {
            Map<Prefix, Space.Pool> own = byPrefix.getOrDefault(allocation.vrf(), Map.of());
            for (int length : lengths) {
                Space.Pool pool =
                        length > allocation.prefix().length() || own.isEmpty()
                                ? null
                                : own.get(Prefix.covering(allocation.prefix().network(), length));
                if (pool != null) {
                    return pool.policy().required();
                }
            }
            return AllocationCheck.REQUIRED_OUTSIDE;
        };
    }

    /// Each two holders once, by service and owner.
    private static List<TalkRow> talks(List<Conversation> conversations) {
        record Ends(Tags from, Tags to) {}
        Map<Ends, TalkRow> sums = new HashMap<>();
        for (Conversation one : conversations) {
            Ends ends = new Ends(holder(one.from()), holder(one.to()));
            sums.merge(
                    ends,
                    new TalkRow(ends.from(), ends.to(), one.flows(), one.bytes()),
                    (a, b) ->
                            new TalkRow(
                                    a.from(),
                                    a.to(),
                                    a.flows() + b.flows(),
                                    a.bytes() + b.bytes()));
        }
        return sums.values().stream()
                .sorted(Comparator.comparing(row -> row.from() + " " + row.to()))
                .toList();
    }

    private static Tags holder(Tags tags) {
        return new Tags(tags.service(), "", "", "", tags.owner());
    }
}
