package io.segwright.inventory.ipam;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.ipam.PoolPolicy.Addressing;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Block;
import io.segwright.inventory.space.Depth;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AllocatorTest {
    private static final PoolPolicy BY_PERSON =
            new PoolPolicy(
                    Set.of(TagKind.SERVICE),
                    new PoolPolicy.Approval(28, Set.of("user:anna", "user:cleo")),
                    new PoolPolicy.Limits(20, 32, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                    Addressing.ALL);

    @Test
    void whatIsLargeWaitsForSomebodyElsesWord() {
        Desk desk = Desk.withPool("10.0.0.0/16", BY_PERSON);
        assertThat(desk.prefix(28).state()).isEqualTo(Request.State.ALLOCATED);
        Request asked = desk.prefix(24);
        assertThat(asked.state()).isEqualTo(Request.State.PENDING);
        assertThat(desk.allocator.pending(10)).containsExactly(asked);
        assertThat(desk.refused(new Command.Approve(asked.id(), "ok")).message())
                .isEqualTo("user:anna asked for request 4: want somebody else to approve it");
        desk.actor = "user:bob";
        assertThat(desk.refused(new Command.Approve(asked.id(), "ok")).message())
                .isEqualTo("user:bob does not approve for pool 'p': ask user:anna, user:cleo");
        desk.actor = "user:cleo";
        Request given = desk.granted(new Command.Approve(asked.id(), "ok"));
        assertThat(given.place().block()).hasToString("10.0.1.0/24");
        assertThat(given.history())
                .extracting(s -> s.actor() + " " + s.act().word() + " " + s.reason())
                .containsExactly(
                        "user:anna requested NET-3",
                        "user:cleo approved ok",
                        "user:cleo allocated approved");
        assertThat(desk.refused(new Command.Refuse(asked.id(), "no")).message())
                .isEqualTo("request 4 is allocated: want one that is pending");
        assertThat(desk.refused(Desk.ask("p", new Ask.NextPrefix(19), "")).message())
                .isEqualTo("pool 'p' gives out lengths 20..32, not 19");
    }

    @Test
    void aDelegatedBlockIsItsTeamsAlone() {
        Desk desk = Desk.withPool("10.0.0.0/16", Addressing.ALL);
        Space.Pool block =
                (Space.Pool)
                        desk.space(
                                new Command.Delegate(
                                        "p",
                                        new Ask.NextPrefix(20),
                                        "net",
                                        new Space.Team("team-net", Set.of("user:bob")),
                                        Tags.NONE,
                                        "NET-6"));
        assertThat(block.prefix()).isEqualTo(Prefix.of("10.0.0.0/20"));
        assertThat(desk.prefix(24).place().block()).hasToString("10.0.16.0/24");
        Tags tags = new Tags("web", "", "", "", "");
        assertThat(desk.refused(Desk.ask("net", new Ask.NextPrefix(24), tags, "")))
                .satisfies(r -> assertThat(r.code()).isEqualTo(Refusal.Code.NOT_ALLOWED))
                .satisfies(r ->
                        assertThat(r.message())
                                .isEqualTo(
                                        "pool 'net' was delegated to team-net: user:anna is no member of it; ask one of user:bob"));
        assertThat(desk.refused(Desk.ask("p", Desk.exactly("10.0.1.0/24"), "")).code())
                .isEqualTo(Refusal.Code.TAKEN);
        desk.actor = "user:bob";
        Request inside = desk.granted(Desk.ask("net", new Ask.NextPrefix(24), tags, ""));
        assertThat(inside.held().orElseThrow().tags().owner()).isEqualTo("team-net");
        desk.actor = "user:anna";
        assertThat(desk.refused(new Command.Release(inside.id(), "mine")).code())
                .isEqualTo(Refusal.Code.NOT_ALLOWED);
    }

    @Test
    void leasesEndByThemselvesUnlessTheyAreRenewed() {
        PoolPolicy leased =
                new PoolPolicy(
                        Set.of(),
                        PoolPolicy.Approval.AUTOMATIC,
                        new PoolPolicy.Limits(
                                0, 32, Duration.ofDays(30), Duration.ofDays(1), Duration.ZERO),
                        Addressing.HOSTS);
        Desk desk = Desk.withPool("10.0.0.0/30", leased);
        assertThat(desk.refused(Desk.ask("p", new Ask.NextAddress(), "")).message())
                .isEqualTo("pool 'p' gives out on lease only: want a lease of at most 30 days");
        Command ask =
                new Command.Allocate(
                        new Wish("p", new Ask.NextAddress(), Tags.NONE, Duration.ofDays(10), ""),
                        "NET-3");
        Request first = desk.granted(ask);
        Request second = desk.granted(ask);
        desk.now = desk.now.plus(Duration.ofDays(9));
        desk.granted(new Command.Renew(second.id(), Duration.ofDays(30), "still needed"));
        assertThat(desk.refused(new Command.Renew(second.id(), Duration.ofDays(31), "x")).message())
                .isEqualTo(
                        "pool 'p' gives out on lease only: want a lease of at most 30 days, not 31 days");
        desk.now = desk.now.plus(Duration.ofDays(1));
        desk.give(new Command.Tidy("daily"));
        assertThat(desk.allocator.request(first.id()).orElseThrow().state())
                .isEqualTo(Request.State.RESTING);
        assertThat(desk.allocator.request(second.id()).orElseThrow().state())
                .isEqualTo(Request.State.ALLOCATED);
        desk.now = desk.now.plus(Duration.ofDays(1));
        assertThat(desk.granted(ask).place().block()).isEqualTo(first.place().block());
    }

    @Test
    void splittingAndMergingKeepWhatLiesInside() {
        Desk desk = Desk.withPool("10.0.0.0/16", Addressing.ALL);
        Request whole = desk.prefix(24);
        desk.pool("h", "10.0.0.64/26", Desk.policy(Duration.ZERO, Addressing.HOSTS));
        assertThat(desk.refused(new Command.Split(whole.id(), 27, "x")).message())
                .isEqualTo("10.0.0.64/26 is pool 'h' and would be cut: want pieces that hold it");
        Answer.Requests pieces =
                (Answer.Requests) desk.give(new Command.Split(whole.id(), 25, "x"));
        assertThat(pieces.requests())
                .extracting(r -> r.place().block().toString())
                .containsExactly("10.0.0.0/25", "10.0.0.128/25");
        assertThat(desk.allocator.request(whole.id()).orElseThrow().state())
                .isEqualTo(Request.State.CLOSED);
        assertThat(desk.granted(Desk.ask("h", new Ask.NextAddress(), "")).place().block())
                .hasToString("10.0.0.65");
        List<Integer> ids = pieces.requests().stream().map(Request::id).toList();
        Request again = desk.granted(new Command.Merge(ids, "y"));
        assertThat(again.place().block()).hasToString("10.0.0.0/24");
        assertThat(desk.allocator.usage(again).children()).isEqualTo(1);
        Request next = desk.prefix(24);
        Request last = desk.prefix(24);
        assertThat(desk.refused(new Command.Merge(List.of(last.id(), again.id()), "z")).message())
                .isEqualTo("10.0.0.0/24 and 10.0.2.0/24 do not lie side by side: want neighbours");
        assertThat(desk.refused(new Command.Merge(List.of(last.id(), next.id()), "z")).message())
                .isEqualTo("10.0.1.0-10.0.2.255 is no prefix: want parts that make up one");
        assertThat(
                        desk.granted(new Command.Merge(List.of(next.id(), again.id()), "z"))
                                .place()
                                .block())
                .hasToString("10.0.0.0/23");
    }

    @Test
    void whatMovesLeavesItsOldPlaceToRest() {
        Desk desk = Desk.withPool("10.0.0.0/24", Desk.policy(Duration.ofDays(7), Addressing.HOSTS));
        Request old = desk.address();
        Request fresh =
                desk.granted(new Command.Move(old.id(), "p", Desk.exactly("10.0.0.9"), "NET-8"));
        assertThat(fresh.place().block()).hasToString("10.0.0.9");
        assertThat(fresh.held().orElseThrow().tags()).isEqualTo(old.held().orElseThrow().tags());
        Request left = desk.allocator.request(old.id()).orElseThrow();
        assertThat(left.state()).isEqualTo(Request.State.RESTING);
        assertThat(left.history().getLast().reason())
                .isEqualTo("NET-8; to request " + fresh.id() + ", 10.0.0.9");
        assertThat(desk.address().place().block()).hasToString("10.0.0.2");
    }

    @Test
    void spaceIsLaidOutWithoutOverlap() {
        Desk desk = Desk.withPool("10.0.0.0/16", Addressing.ALL);
        Command overlapping =
                new Command.AddAggregate(Vrf.DEFAULT, Prefix.of("10.0.0.0/8"), "NET-9");
        assertThat(desk.refused(overlapping).message())
                .isEqualTo(
                        "10.0.0.0/8 overlaps in default: 10.0.0.0/16 is an aggregate; want aggregates that do not");
        desk.granted(Desk.ask("p", Desk.exactly("10.0.0.250-10.0.1.5"), ""));
        Command cutting =
                new Command.AddPool(
                        "q",
                        Vrf.DEFAULT,
                        Prefix.of("10.0.0.0/24"),
                        Space.Team.ANYBODY,
                        Tags.NONE,
                        PoolPolicy.shipped(io.segwright.inventory.net.IpFamily.V4),
                        "NET-9");
        assertThat(desk.refused(cutting).message())
                .isEqualTo(
                        "10.0.0.250-10.0.1.5 is allocated by request 3 for 'web' and would be cut by 10.0.0.0/24");
        Space reserved =
                desk.space(
                        new Command.Reserve(
                                Vrf.DEFAULT, Block.of(Prefix.of("10.0.2.0/24")), "printers"));
        assertThat(desk.refused(Desk.ask("p", Desk.exactly("10.0.2.9"), "")).message())
                .isEqualTo(
                        "10.0.2.9 is taken: 10.0.2.0/24 is reserved (printers); ask for another");
        desk.space(new Command.RemoveSpace(reserved.id(), "moved"));
        desk.granted(Desk.ask("p", Desk.exactly("10.0.2.9"), ""));
        assertThat(desk.refused(new Command.RemoveSpace(1, "x")).message())
                .isEqualTo(
                        "10.0.0.0/16 is an aggregate and has 1 things inside: remove them first");
    }

    @Test
    void aListingGoesOnWhereThePageBeforeEnded() {
        Desk desk = Desk.withPool("10.0.0.0/16", Addressing.ALL);
        desk.granted(Desk.ask("p", Desk.exactly("10.0.0.1-10.0.0.6"), ""));
        for (int i = 0; i < 9; i++) {
            desk.prefix(24);
        }
        Prefix within = Prefix.of("10.0.0.0/16");
        List<Allocator.Row> all = desk.allocator.page(Vrf.DEFAULT, within, null, Depth.ALL, 100);
        assertThat(all).hasSize(12); // the aggregate, the pool, a range as one row, nine prefixes
        List<Allocator.Row> first = desk.allocator.page(Vrf.DEFAULT, within, null, Depth.ALL, 5);
        List<Allocator.Row> rest =
                desk.allocator.page(Vrf.DEFAULT, within, first.getLast().placed(), Depth.ALL, 100);
        assertThat(first).isEqualTo(all.subList(0, 5));
        assertThat(rest).isEqualTo(all.subList(5, 12));
        assertThat(all.get(1).usage().used()).isEqualTo(9 * 256 + 6);
    }

    @Test
    void theSameChangesBuildTheSameState() throws ChangeCodec.FormatException {
        Desk desk = Desk.withPool("10.0.0.0/16", Desk.policy(Duration.ofDays(1), Addressing.HOSTS));
        for (int i = 0; i < 20; i++) {
            Request request =
                    i % 3 == 0
                            ? desk.prefix(24)
                            : desk.granted(Desk.ask("p", new Ask.NextAddress(), "k" + i));
            if (i % 4 == 0) {
                desk.granted(new Command.Release(request.id(), "gone"));
            }
            desk.now = desk.now.plus(Duration.ofHours(5));
        }
        Allocator again = new Allocator();
        for (byte[] change : desk.written) {
            again.replay(List.of(change));
        }
        Allocator fromSnapshot = new Allocator();
        desk.allocator.forEachChange(bytes -> {
            try {
                fromSnapshot.restore(bytes, desk.allocator.revision());
            } catch (ChangeCodec.FormatException e) {
                throw new AssertionError(e);
            }
        });
        for (Allocator other : List.of(again, fromSnapshot)) {
            assertThat(rows(other)).isEqualTo(rows(desk.allocator));
            assertThat(other.requestByKey("k1")).isEqualTo(desk.allocator.requestByKey("k1"));
            assertThat(other.requestBytes()).isEqualTo(desk.allocator.requestBytes());
        }
        assertThat(fromSnapshot.revision()).isEqualTo(desk.allocator.revision());
    }

    private static List<Allocator.Row> rows(Allocator allocator) {
        return allocator.page(Vrf.DEFAULT, Prefix.of("10.0.0.0/16"), null, Depth.ALL, 1_000);
    }
}
