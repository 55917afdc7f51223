package io.segwright.graph.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.graph.InventoryGraph;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.ipam.Answer;
import io.segwright.inventory.ipam.Command;
import io.segwright.inventory.ipam.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir Path dir;
    private Instant now = START;
    private final InstantSource clock = () -> now;

    @Test
    void theGraphFollowsTheJournalAlsoWhereItWasNotToldInTime() throws Exception {
        try (InventoryGraph graph = InventoryGraph.open(dir.resolve("graph"), clock)) {
            Request first;
            Request second;
            Projection projection = projection(graph);
            try (AllocationJournal journal = open(projection)) {
                give(journal, Requests.aggregate("10.0.0.0/24"));
                give(journal, Requests.pool("p", "10.0.0.0/24", Duration.ofDays(7)));
                first = given(journal, Requests.address("p", "a"));
                assertThat(projection.flush(journal)).isEqualTo(1);
                assertThat(blocks(graph)).containsExactly("10.0.0.0/32 until " + Instant.MAX);
                now = START.plusSeconds(60);
                second = given(journal, Requests.address("p", "b")); // and the process dies
                assertThat(projection.flush(journal)).isEqualTo(1);
                given(journal, Requests.address("p", "c"));
                given(journal, new Command.Release(first.id(), "gone"));
            }
            Projection again = projection(graph);
            try (AllocationJournal journal = open(again)) {
                assertThat(again.catchUp(journal)).isEqualTo(2);
                assertThat(again.catchUp(journal)).isZero();
                List<String> told =
                        List.of(
                                "10.0.0.0/32 until 2026-03-01T08:01:00Z",
                                "10.0.0.1/32 until " + Instant.MAX,
                                "10.0.0.2/32 until " + Instant.MAX);
                assertThat(blocks(graph)).isEqualTo(told);
                now = START.plus(Duration.ofDays(1));
                given(journal, new Command.Renew(second.id(), Duration.ofDays(3), "a while"));
                now = START.plus(Duration.ofDays(9)); // over; whoever asks next notices
                given(journal, Requests.address("p", "d"));
                again.flush(journal);
                assertThat(blocks(graph))
                        .contains(
                                "10.0.0.1/32 until 2026-03-05T08:00:00Z",
                                "10.0.0.0/32 until " + Instant.MAX);
            }
        }
    }

    private Projection projection(InventoryGraph graph) {
        return new Projection(graph, dir.resolve("projected"), clock);
    }

    private AllocationJournal open(Projection projection) throws StoreUnavailableException {
        return AllocationJournal.open(dir.resolve("journal"), clock, projection);
    }

    private static Answer give(AllocationJournal journal, Command command)
            throws StoreUnavailableException, IOException {
        return journal.submit(command, Requests.ACTOR, Requests.LIVE).answer();
    }

    private static Request given(AllocationJournal journal, Command command) throws Exception {
        return ((Answer.Requests) give(journal, command)).requests().getFirst();
    }

    private static List<String> blocks(InventoryGraph graph) throws StoreUnavailableException {
        return graph.snapshot().allocations().stream()
                .sorted(
                        Comparator.comparing(Allocation::prefix)
                                .thenComparing(Allocation::validFrom))
                .map(a -> a.prefix() + " until " + a.validTo())
                .toList();
    }
}
