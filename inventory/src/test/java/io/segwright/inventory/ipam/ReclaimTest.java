package io.segwright.inventory.ipam;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.ipam.PoolPolicy.Addressing;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReclaimTest {
    @Test
    void whatIsUnseenForLongOrWhoseServiceIsRetiredIsOffered() {
        PoolPolicy policy =
                new PoolPolicy(
                        Set.of(TagKind.SERVICE),
                        PoolPolicy.Approval.AUTOMATIC,
                        new PoolPolicy.Limits(
                                0, 32, Duration.ZERO, Duration.ZERO, Duration.ofDays(90)),
                        Addressing.HOSTS);
        Desk desk = Desk.withPool("10.0.0.0/24", policy);
        Request seen = desk.address();
        Request unseen = desk.address();
        desk.now = desk.now.plus(Duration.ofDays(90));
        desk.address(); // young
        Reclaim.Sightings sightings =
                (_, block, within) ->
                        block.equals(seen.place().block()) && within.equals(Duration.ofDays(90));
        assertThat(find(desk, desk.tags, sightings))
                .containsExactly(unseen.id() + " [not seen for 90 days]");
        TagDirectory retired =
                TagDirectory.of(
                        desk.tags.entries().stream()
                                .map(e ->
                                        e.name().equals("web")
                                                ? new TagDirectory.Entry(
                                                        e.kind(),
                                                        "web",
                                                        "",
                                                        TagDirectory.State.RETIRED)
                                                : e)
                                .toList());
        assertThat(find(desk, retired, (_, _, _) -> true))
                .hasSize(3)
                .first()
                .isEqualTo(seen.id() + " [service 'web' is retired]");
    }

    private static List<String> find(Desk desk, TagDirectory tags, Reclaim.Sightings sightings) {
        return Reclaim.find(desk.allocator, tags, sightings, desk.now, 10).stream()
                .map(c -> c.request().id() + " " + c.why())
                .toList();
    }
}
