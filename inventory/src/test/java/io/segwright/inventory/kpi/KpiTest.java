package io.segwright.inventory.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.coverage.CoverageRow;
import io.segwright.inventory.coverage.CoverageRow.Thing;
import io.segwright.inventory.coverage.OwnerDirectory;
import io.segwright.inventory.coverage.OwnerDirectory.Owner;
import io.segwright.inventory.coverage.OwnerDirectory.Status;
import io.segwright.inventory.coverage.OwnerDirectory.Verdict;
import io.segwright.inventory.ipam.TagDirectory;
import io.segwright.inventory.ipam.TagDirectory.State;
import io.segwright.inventory.ipam.TagKind;
import io.segwright.inventory.kpi.KpiValue.Counted;
import io.segwright.inventory.kpi.KpiValue.NotMeasured;
import io.segwright.inventory.kpi.Target.Level;
import io.segwright.inventory.kpi.Target.Unmeasured;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Figures from rows, and what a target makes of them.
class KpiTest {
    private static final Instant AT = Instant.parse("2026-04-01T00:00:00Z");

    private static CoverageRow thing(Thing thing, String owner, String reason) {
        return new CoverageRow(thing, "x", "", "", "web", owner, reason, "", List.of());
    }

    private static Allocation allocation(String prefix, String service, String owner) {
        return new Allocation(
                Vrf.DEFAULT,
                Prefix.of(prefix),
                new Tags(service, "", "", "", owner),
                Instant.EPOCH,
                Instant.MAX,
                Polling.ALLOWED,
                "a.csv:1");
    }

    private static AuditRows rows(List<CoverageRow> things, List<TalkRow> talks) {
        return new AuditRows(things, List.of(), List.of(), OwnerDirectory.Extent.CHECKED, talks);
    }

    @Test
    void figuresAreCountedFromTheRowsAlone() {
        Tags web = new Tags("web", "", "", "", "anna");
        Map<Kpi, KpiValue> all =
                Kpi.all(
                        rows(
                                List.of(
                                        thing(Thing.DEVICE, "anna", ""),
                                        thing(Thing.DEVICE, "", "no-owner"),
                                        thing(Thing.TRACE, "", "never-answered"),
                                        thing(Thing.ADDRESS, "anna", ""),
                                        thing(Thing.ADDRESS, "bert", "owner-left")),
                                List.of(
                                        new TalkRow(web, web, 3, 100),
                                        new TalkRow(web, Tags.NONE, 1, 900))));
        assertThat(all)
                .containsEntry(Kpi.DEVICES_INVENTORIED, new Counted(2, 3))
                .containsEntry(Kpi.DEVICES_OWNED, new Counted(1, 3))
                .containsEntry(Kpi.ADDRESSES_ATTRIBUTED, new Counted(1, 2))
                .containsEntry(Kpi.FLOWS_ATTRIBUTED, new Counted(3, 4))
                .containsEntry(Kpi.BYTES_ATTRIBUTED, new Counted(100, 1_000))
                .containsEntry(Kpi.ALLOCATIONS_TAGGED, new NotMeasured("nothing is allocated"));
        assertThat(all.get(Kpi.DEVICES_COVERED)).isInstanceOf(NotMeasured.class);
    }

    @Test
    void whatWasNeverThereIsNotMeasuredRatherThanAllOrNothing() {
        Map<Kpi, KpiValue> all = Kpi.all(rows(List.of(), List.of()));
        assertThat(all.values()).allMatch(value -> value instanceof NotMeasured);
        assertThat(all.get(Kpi.FLOWS_ATTRIBUTED)).isEqualTo(new NotMeasured("no flows recorded"));
    }

    @Test
    void aRowCannotCallItselfCoveredWithoutWhatCoversIt() {
        assertThatThrownBy(() -> thing(Thing.DEVICE, "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("want a reason why it is not, or the tags that cover it");
        assertThatThrownBy(() -> thing(Thing.TRACE, "anna", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new AllocationRow(
                                allocation("10.0.0.0/8", "", "anna"),
                                Tags.NONE,
                                Set.of(TagKind.SERVICE),
                                List.of()))
                .hasMessageContaining("counts as complete without its required service");
    }

    @ParameterizedTest(name = "{0} of {1} is {2}, and {3} more reach 99.30 %")
    @CsvSource({
        "993, 1000, 9930, 0",
        "992, 1000, 9920, 1",
        "9929, 10000, 9929, 1",
        "0, 1, 0, 1",
        "139, 140, 9928, 1",
        "9223372036854775807, 9223372036854775807, 10000, 0",
        "9000000000000000000, 9223372036854775807, 9757, 158808432596792377"
    })
    void sharesAreRoundedDownAndTargetsComparedExactly(
            long part, long whole, long floor, long missing) {
        assertThat(new Counted(part, whole).floor()).isEqualTo(floor);
        assertThat(new Counted(part, whole).missing(9_930)).isEqualTo(missing);
    }

    @Test
    void aTargetSaysWhichFigureIsBelowAndByHowMuch() {
        Target target =
                new Target(
                        "mine",
                        Map.of(
                                Kpi.DEVICES_OWNED, new Level(9_930, Unmeasured.MISSED),
                                Kpi.OWNERS_LIVE, new Level(9_930, Unmeasured.MISSED),
                                Kpi.DEVICES_COVERED, new Level(9_930, Unmeasured.MISSED),
                                Kpi.FLOWS_ATTRIBUTED, new Level(9_930, Unmeasured.EXCUSED)));
        List<Target.Miss> misses =
                target.misses(
                        Map.of(
                                Kpi.DEVICES_OWNED, new Counted(206, 214),
                                Kpi.OWNERS_LIVE, new NotMeasured("nobody knows"),
                                Kpi.DEVICES_COVERED,
                                        new KpiValue.Estimated(206, 207, 99.5, 98.7, 99.6),
                                Kpi.FLOWS_ATTRIBUTED, new NotMeasured("no flows recorded")));
        assertThat(misses)
                .extracting(Target.Miss::text)
                .containsExactly(
                        "devices-covered at least 98.70 %, want 99.30 %: 0.60 points below",
                        "devices-owned 96.26 % (206 of 214), want 99.30 %: 3.04 points below, 7 more needed",
                        "owners-live not measured (nobody knows), want 99.30 %");
        assertThat(Target.shipped("strict").orElseThrow().wanted().values())
                .extracting(Level::hundredths)
                .containsOnly(9_990);
        assertThat(Target.shipped("lax")).isEmpty();
    }

    @Test
    void tagsAreCompleteWhereTheRequiredOnesNameLiveObjectsInheritedOnesIncluded() {
        List<Allocation> all =
                List.of(
                        allocation("10.0.0.0/8", "web", "anna"),
                        allocation("10.1.0.0/16", "", ""),
                        allocation("10.2.0.0/16", "old", "bert"),
                        allocation("192.168.0.0/16", "", "anna"));
        AllocationCheck check =
                new AllocationCheck(
                        TagDirectory.of(
                                List.of(
                                        entry(TagKind.SERVICE, "web", State.LIVE),
                                        entry(TagKind.SERVICE, "old", State.RETIRED),
                                        entry(TagKind.OWNER, "anna", State.LIVE),
                                        entry(TagKind.OWNER, "bert", State.LEFT))),
                        _ -> AllocationCheck.REQUIRED_OUTSIDE);
        List<AllocationRow> rows =
                check.rows(new ArrayList<>(all), AttributionIndex.build(all, AT), AT);
        assertThat(rows)
                .extracting(row -> row.allocation().prefix() + " " + row.problems())
                .containsExactly(
                        "10.0.0.0/8 []",
                        "10.1.0.0/16 []",
                        "10.2.0.0/16 [service-retired, owner-left]",
                        "192.168.0.0/16 [service-missing]");
        assertThat(AllocationCheck.gaps(rows))
                .extracting(gap -> gap.subject() + " " + gap.evidence().getFirst())
                .containsExactly(
                        "10.2.0.0/16 service-retired, owner-left",
                        "192.168.0.0/16 service-missing");
        OwnerDirectory owners =
                OwnerDirectory.of(
                        List.of(
                                new Owner("anna", Status.LIVE, ""),
                                new Owner("bert", Status.LEFT, "")));
        assertThat(AllocationCheck.owners(rows, owners))
                .containsExactly(
                        new OwnerRow("anna", Verdict.LIVE, 3),
                        new OwnerRow("bert", Verdict.LEFT, 1));
    }

    private static TagDirectory.Entry entry(TagKind kind, String name, State state) {
        return new TagDirectory.Entry(kind, name, "", state);
    }

    @Test
    void aKindOfTagThatNobodyImportedIsNotLookedUp() {
        List<Allocation> all = List.of(allocation("10.0.0.0/8", "web", "anna"));
        AllocationCheck check =
                new AllocationCheck(TagDirectory.EMPTY, _ -> AllocationCheck.REQUIRED_OUTSIDE);
        assertThat(check.rows(all, AttributionIndex.build(all, AT), AT))
                .allMatch(AllocationRow::isComplete);
        assertThat(check.known()).isEmpty();
    }
}
