package io.segwright.inventory.ipam;

import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.Vrf;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Changes as bytes, in the journal, in its snapshots and in memory: a request is about 200 bytes.
///
/// ```
/// +------+-----------------------------------------------------------------+
/// | kind | 1 request put: key id state pool ask tags lease holding history |
/// | 1..6 | 2 aggregate, 3 pool, 4 reservation put; 5 space gone; 6 forgotten|
/// +------+-----------------------------------------------------------------+
/// ```
///
/// A format is never altered: a new one gets a new kind.
public final class ChangeCodec {
    private static final int REQUEST = 1;
    private static final int AGGREGATE = 2;
    private static final int POOL = 3;
    private static final int RESERVATION = 4;
    private static final int GONE = 5;
    private static final int FORGOTTEN = 6;
    private static final int SET_MAX = 1_000;

    // On disk a value is its place in these: append, never reorder.
    private static final List<TagKind> KINDS =
            List.of(
                    TagKind.SERVICE,
                    TagKind.SUBSCRIPTION,
                    TagKind.VM,
                    TagKind.ENVIRONMENT,
                    TagKind.OWNER);
    private static final List<Request.State> STATES =
            List.of(
                    Request.State.PENDING,
                    Request.State.ALLOCATED,
                    Request.State.RESTING,
                    Request.State.CLOSED,
                    Request.State.REFUSED);
    private static final List<PoolPolicy.Addressing> ADDRESSINGS =
            List.of(PoolPolicy.Addressing.HOSTS, PoolPolicy.Addressing.ALL);
    private static final List<Step.Act> ACTS =
            List.of(
                    Step.Act.REQUESTED,
                    Step.Act.APPROVED,
                    Step.Act.REFUSED,
                    Step.Act.ALLOCATED,
                    Step.Act.RENEWED,
                    Step.Act.RELEASED,
                    Step.Act.EXPIRED,
                    Step.Act.FREED,
                    Step.Act.SPLIT,
                    Step.Act.MERGED,
                    Step.Act.MOVED,
                    Step.Act.KEPT,
                    Step.Act.ADDED,
                    Step.Act.DELEGATED,
                    Step.Act.RESERVED);

    private ChangeCodec() {}

    /// Bytes that are no change. The message names the byte, what is there and what was wanted.
    public static final class FormatException extends Exception {
        private static final long serialVersionUID = 1L;

        FormatException(String message) {
            super(message);
        }
    }

    public static byte[] encode(Change change) {
        ByteWriter out = new ByteWriter();
        switch (change) {
            case Change.RequestPut(Request request) -> {
                out.octet(REQUEST);
                write(out, request);
            }
            case Change.SpacePut(Space space) -> write(out, space);
            case Change.SpaceGone(int id) -> {
                out.octet(GONE);
                out.number(id);
            }
            case Change.RequestForgotten(int id) -> {
                out.octet(FORGOTTEN);
                out.number(id);
            }
        }
        return out.bytes();
    }

    /// @param bytes of one change, from anywhere
    public static Change decode(byte[] bytes) throws FormatException {
        ByteReader in = new ByteReader(bytes);
        try {
            int kind = in.octet();
            Change change =
                    switch (kind) {
                        case REQUEST -> new Change.RequestPut(request(in));
                        case AGGREGATE, POOL, RESERVATION -> new Change.SpacePut(space(in, kind));
                        case GONE -> new Change.SpaceGone(in.count(Integer.MAX_VALUE));
                        case FORGOTTEN -> new Change.RequestForgotten(in.count(Integer.MAX_VALUE));
                        default -> throw in.fault("change of kind " + kind + ": want 1..6");
                    };
            in.end();
            return change;
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw in.fault(String.valueOf(e.getMessage()));
        }
    }

    private static void write(ByteWriter out, Request request) {
        Wish wish = request.wish();
        out.text(wish.key());
        out.number(request.id());
        out.octet(STATES.indexOf(request.state()));
        out.number(request.revision());
        out.text(wish.pool());
        write(out, wish.ask());
        write(out, wish.tags());
        out.number(wish.lease().toMillis());
        Request.Holding holding = request.holding();
        out.octet(holding == null ? 0 : 1);
        if (holding != null) {
            write(out, holding.place());
            for (TagKind kind : KINDS) { // what was given is there already
                out.text(kind.of(wish.tags()).isEmpty() ? kind.of(holding.tags()) : "");
            }
            write(out, holding.until());
        }
        out.number(request.history().size());
        request.history().forEach(step -> write(out, step));
    }

    private static Request request(ByteReader in) throws FormatException {
        String key = in.text();
        int id = in.count(Integer.MAX_VALUE);
        Request.State state = in.one(STATES);
        long revision = in.number();
        String pool = in.text();
        Ask ask = ask(in);
        Tags tags = tags(in);
        Wish wish = new Wish(pool, ask, tags, Duration.ofMillis(in.number()), key);
        Request.@Nullable Holding holding = null; // null: was given nothing
        if (in.octet() != 0) {
            Place place = place(in);
            Tags inherited = tags(in);
            holding = new Request.Holding(place, tags.inheriting(inherited), instant(in));
        }
        int steps = in.count(Request.STEPS_MAX);
        List<Step> history = new ArrayList<>(steps);
        for (int i = 0; i < steps; i++) {
            history.add(step(in));
        }
        return new Request(id, wish, state, holding, revision, history);
    }

    /// The key of an encoded request, without decoding the rest.
    static String key(byte[] request) {
        ByteReader in = new ByteReader(request);
        try {
            in.octet();
            return in.text();
        } catch (FormatException e) {
            throw new IllegalStateException("own bytes: " + e.getMessage(), e);
        }
    }

    private static void write(ByteWriter out, Space space) {
        switch (space) {
            case Space.Aggregate(int id, Place place, Step made) -> {
                out.octet(AGGREGATE);
                head(out, id, place, made);
            }
            case Space.Reservation(int id, Place place, Step made) -> {
                out.octet(RESERVATION);
                head(out, id, place, made);
            }
            case Space.Pool(
                            int id,
                            Place place,
                            String name,
                            Space.Team team,
                            Tags tags,
                            PoolPolicy policy,
                            Step made) -> {
                out.octet(POOL);
                head(out, id, place, made);
                out.text(name);
                out.text(team.name());
                write(out, team.members());
                write(out, tags);
                write(out, policy);
            }
        }
    }

    private static void head(ByteWriter out, int id, Place place, Step made) {
        out.number(id);
        write(out, place);
        write(out, made);
    }

    private static Space space(ByteReader in, int kind) throws FormatException {
        int id = in.count(Integer.MAX_VALUE);
        Place place = place(in);
        Step made = step(in);
        if (kind == AGGREGATE) {
            return new Space.Aggregate(id, place, made);
        }
        if (kind == RESERVATION) {
            return new Space.Reservation(id, place, made);
        }
        String name = in.text();
        Space.Team team = new Space.Team(in.text(), texts(in));
        return new Space.Pool(id, place, name, team, tags(in), policy(in), made);
    }

    private static void write(ByteWriter out, Ask ask) {
        switch (ask) {
            case Ask.NextAddress() -> out.octet(1);
            case Ask.NextPrefix(int length) -> {
                out.octet(2);
                out.number(length);
            }
            case Ask.NextRange(long addresses) -> {
                out.octet(3);
                out.number(addresses);
            }
            case Ask.Exactly(var block) -> {
                out.octet(4);
                out.block(block);
            }
        }
    }

    private static Ask ask(ByteReader in) throws FormatException {
        int kind = in.octet();
        return switch (kind) {
            case 1 -> new Ask.NextAddress();
            case 2 -> new Ask.NextPrefix(in.count(128));
            case 3 -> new Ask.NextRange(in.number());
            case 4 -> new Ask.Exactly(in.block());
            default -> throw in.fault("ask of kind " + kind + ": want 1..4");
        };
    }

    private static void write(ByteWriter out, Tags tags) {
        for (TagKind kind : KINDS) {
            out.text(kind.of(tags));
        }
    }

    private static Tags tags(ByteReader in) throws FormatException {
        return new Tags(in.text(), in.text(), in.text(), in.text(), in.text());
    }

    private static void write(ByteWriter out, Place place) {
        out.text(place.vrf().name());
        out.block(place.block());
        out.number(place.placed());
    }

    private static Place place(ByteReader in) throws FormatException {
        return new Place(new Vrf(in.text()), in.block(), in.number());
    }

    private static void write(ByteWriter out, Step step) {
        write(out, step.at());
        out.text(step.actor());
        out.octet(ACTS.indexOf(step.act()));
        out.text(step.reason());
    }

    private static Step step(ByteReader in) throws FormatException {
        return new Step(instant(in), in.text(), in.one(ACTS), in.text());
    }

    private static void write(ByteWriter out, PoolPolicy policy) {
        int required = 0;
        for (TagKind kind : policy.required()) {
            required |= 1 << KINDS.indexOf(kind);
        }
        out.octet(required);
        out.number(policy.approval().automaticFromLength());
        write(out, policy.approval().approvers());
        out.number(policy.limits().shortestLength());
        out.number(policy.limits().longestLength());
        out.number(policy.limits().leaseMax().toMillis());
        out.number(policy.limits().quarantine().toMillis());
        out.number(policy.limits().reclaimAfter().toMillis());
        out.octet(ADDRESSINGS.indexOf(policy.addressing()));
    }

    private static PoolPolicy policy(ByteReader in) throws FormatException {
        int bits = in.octet();
        Set<TagKind> required = new HashSet<>();
        for (TagKind kind : KINDS) {
            if ((bits & (1 << KINDS.indexOf(kind))) != 0) {
                required.add(kind);
            }
        }
        return new PoolPolicy(
                required,
                new PoolPolicy.Approval(in.count(PoolPolicy.Approval.NEVER_AUTOMATIC), texts(in)),
                new PoolPolicy.Limits(
                        in.count(128),
                        in.count(128),
                        Duration.ofMillis(in.number()),
                        Duration.ofMillis(in.number()),
                        Duration.ofMillis(in.number())),
                in.one(ADDRESSINGS));
    }

    private static void write(ByteWriter out, Set<String> texts) {
        out.number(texts.size());
        texts.stream().sorted().forEach(out::text);
    }

    private static Set<String> texts(ByteReader in) throws FormatException {
        int count = in.count(SET_MAX);
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < count; i++) {
            texts.add(in.text());
        }
        return texts;
    }

    /// Milliseconds; 0 for never, since nothing happened in 1970.
    private static void write(ByteWriter out, Instant at) {
        out.number(at.equals(Instant.MAX) ? 0 : at.toEpochMilli());
    }

    private static Instant instant(ByteReader in) throws FormatException {
        long millis = in.number();
        return millis == 0 ? Instant.MAX : Instant.ofEpochMilli(millis);
    }
}
