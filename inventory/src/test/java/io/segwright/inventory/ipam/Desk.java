package io.segwright.inventory.ipam;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.ipam.TagDirectory.Entry;
import io.segwright.inventory.ipam.TagDirectory.State;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Block;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// An allocator, the time and a caller: what a test gives commands with.
final class Desk {
    static final Tags WEB = new Tags("web", "web-prod", "vm-1", "prod", "team-web");
    static final TagDirectory LIVE =
            TagDirectory.of(
                    List.of(
                            new Entry(TagKind.SERVICE, "web", "", State.LIVE),
                            new Entry(TagKind.SERVICE, "shop", "", State.LIVE),
                            new Entry(TagKind.SERVICE, "fax", "", State.RETIRED),
                            new Entry(TagKind.SUBSCRIPTION, "web-prod", "web", State.LIVE),
                            new Entry(TagKind.SUBSCRIPTION, "shop-prod", "shop", State.LIVE),
                            new Entry(TagKind.VM, "vm-1", "web-prod", State.LIVE),
                            new Entry(TagKind.VM, "vm-2", "web-prod", State.LIVE),
                            new Entry(TagKind.ENVIRONMENT, "prod", "", State.LIVE),
                            new Entry(TagKind.OWNER, "team-web", "", State.LIVE),
                            new Entry(TagKind.OWNER, "team-net", "", State.LIVE),
                            new Entry(TagKind.OWNER, "team-old", "", State.LEFT)));

    final Allocator allocator = new Allocator();
    final List<byte[]> written = new ArrayList<>();
    Instant now = Instant.parse("2026-03-01T08:00:00Z");
    String actor = "user:anna";
    TagDirectory tags = LIVE;

    static PoolPolicy policy(Duration quarantine, PoolPolicy.Addressing addressing) {
        return new PoolPolicy(
                Set.of(TagKind.SERVICE, TagKind.OWNER),
                PoolPolicy.Approval.AUTOMATIC,
                new PoolPolicy.Limits(0, 128, Duration.ZERO, quarantine, Duration.ZERO),
                addressing);
    }

    /// An aggregate and a pool over it.
    static Desk withPool(String prefix, PoolPolicy.Addressing addressing) {
        return withPool(prefix, policy(Duration.ZERO, addressing));
    }

    static Desk withPool(String prefix, PoolPolicy policy) {
        Desk desk = new Desk();
        desk.aggregate(prefix);
        desk.pool("p", prefix, policy);
        return desk;
    }

    Answer give(Command command) {
        Setting setting = new Setting(now, actor, tags);
        apply(allocator.overdue(new Setting(now, "segwright", TagDirectory.EMPTY), 64));
        Decision decision = allocator.decide(command, setting);
        apply(decision.changes());
        return decision.answer();
    }

    private void apply(List<Change> changes) {
        if (!changes.isEmpty()) {
            written.addAll(allocator.apply(changes));
        }
    }

    Space aggregate(String prefix) {
        return space(new Command.AddAggregate(Vrf.DEFAULT, Prefix.of(prefix), "NET-1"));
    }

    Space.Pool pool(String name, String prefix, PoolPolicy policy) {
        return (Space.Pool)
                space(
                        new Command.AddPool(
                                name,
                                Vrf.DEFAULT,
                                Prefix.of(prefix),
                                Space.Team.ANYBODY,
                                Tags.NONE,
                                policy,
                                "NET-2"));
    }

    Space space(Command command) {
        Answer answer = give(command);
        assertThat(answer).isInstanceOf(Answer.Spaces.class);
        return ((Answer.Spaces) answer).space();
    }

    Request address() {
        return granted(ask("p", new Ask.NextAddress(), ""));
    }

    Request prefix(int length) {
        return granted(ask("p", new Ask.NextPrefix(length), ""));
    }

    static Command ask(String pool, Ask ask, String key) {
        return ask(pool, ask, WEB, key);
    }

    static Command ask(String pool, Ask ask, Tags tags, String key) {
        return new Command.Allocate(new Wish(pool, ask, tags, Duration.ZERO, key), "NET-3");
    }

    Request granted(Command command) {
        Answer answer = give(command);
        assertThat(answer).isInstanceOf(Answer.Requests.class);
        return ((Answer.Requests) answer).requests().getFirst();
    }

    Refusal refused(Command command) {
        Answer answer = give(command);
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused) answer).refusal().withNear(tags);
    }

    static Ask exactly(String block) {
        try {
            return new Ask.Exactly(Block.parse(block));
        } catch (io.segwright.inventory.net.AddressFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static int bits(String prefix) {
        return Prefix.of(prefix).family() == IpFamily.V4 ? 32 : 128;
    }
}
