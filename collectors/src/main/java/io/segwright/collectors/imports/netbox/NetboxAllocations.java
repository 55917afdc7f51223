package io.segwright.collectors.imports.netbox;

import io.segwright.collectors.imports.NotTaken;
import io.segwright.collectors.imports.NotTaken.Cause;
import io.segwright.collectors.imports.text.PlainText;
import io.segwright.collectors.imports.text.PrefixText;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.space.Block;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// NetBox's aggregates, prefixes, ranges and addresses as allocations: those that are given to somebody or something. The others are
/// listed with the reason, each of them.
final class NetboxAllocations {
    private static final String DO_NOT_POLL = "do-not-poll"; // a tag

    /// What holds addresses, in the order in which they are read.
    private static final List<NetboxModel> HOLDERS =
            List.of(
                    NetboxModel.AGGREGATE,
                    NetboxModel.PREFIX,
                    NetboxModel.IP_RANGE,
                    NetboxModel.IP_ADDRESS);

    private record Place(Vrf vrf, Prefix prefix) {}

    private record Taken(NetboxObject object, Allocation allocation) {}

    private final NetboxTables tables;
    private final NetboxVrfs vrfs;
    private final NetboxMapping mapping;
    private final Provenance provenance;
    private final Map<Place, Taken> taken = new LinkedHashMap<>();
    private final List<NotTaken> notTaken = new ArrayList<>();

    NetboxAllocations(
            NetboxTables tables, NetboxVrfs vrfs, NetboxMapping mapping, Provenance provenance) {
        this.tables = tables;
        this.vrfs = vrfs;
        this.mapping = mapping;
        this.provenance = provenance;
    }

    void read() {
        for (NetboxModel model : HOLDERS) {
            tables.all(model).forEach(this::take);
        }
    }

    List<Allocation> allocations() {
        return taken.values().stream().map(Taken::allocation).toList();
    }

    List<NotTaken> notTaken() {
        return notTaken;
    }

    private void take(NetboxObject object) {
        List<Prefix> prefixes;
        try {
            prefixes = prefixes(object);
        } catch (AddressFormatException e) {
            leave(object, Cause.WRONG, String.valueOf(e.getMessage()));
            return;
        }
        String what = shown(object, prefixes);
        if (object.text("status").equals("deprecated")) {
            leave(object, Cause.LEFT_OUT, what + ": status deprecated");
            return;
        }
        Tags tags = tags(object);
        Optional<String> objection = objection(tags);
        if (objection.isPresent()) {
            leave(object, Cause.WRONG, what + ": " + objection.get());
        } else if (tags.equals(Tags.NONE)) {
            leave(object, Cause.LEFT_OUT, what + ": no owner, tenant or tag says whose it is");
        } else if (rivals(object, prefixes, tags).isEmpty()) {
            prefixes.forEach(prefix -> add(object, prefix, tags));
            vrfs.take(object, tables);
        } else {
            leave(object, Cause.WRONG, rivals(object, prefixes, tags).get());
        }
    }

    /// What an object covers: one prefix, or as many as a range needs.
    private static List<Prefix> prefixes(NetboxObject object) throws AddressFormatException {
        if (object.model() == NetboxModel.IP_ADDRESS) {
            return List.of(named("address", () -> host(object.text("address"))));
        }
        if (object.model() == NetboxModel.IP_RANGE) {
            IpAddress first =
                    named("start_address", () -> host(object.text("start_address"))).network();
            IpAddress last = named("end_address", () -> host(object.text("end_address"))).network();
            if (first.family() != last.family() || first.compareTo(last) > 0) {
                throw new AddressFormatException(
                        "range %s-%s: want both of one family, the lower first"
                                .formatted(first, last));
            }
            return new Block(first, last).prefixes();
        }
        return List.of(named("prefix", () -> PrefixText.parse(object.text("prefix"))));
    }

    private interface Parsing {
        Prefix parse() throws AddressFormatException;
    }

    private static Prefix named(String field, Parsing parsing) throws AddressFormatException {
        try {
            return parsing.parse();
        } catch (AddressFormatException e) {
            throw new AddressFormatException(field + " " + e.getMessage());
        }
    }

    private static String shown(NetboxObject object, List<Prefix> prefixes) {
        return object.model() == NetboxModel.IP_RANGE
                ? prefixes.getFirst().network() + "-" + prefixes.getLast().last()
                : prefixes.getFirst().toString();
    }

    private void leave(NetboxObject object, Cause cause, String reason) {
        notTaken.add(new NotTaken(object.key(), cause, reason));
    }

    private Tags tags(NetboxObject object) {
        return new Tags(
                mapping.ofAllocation("service", object, tables),
                mapping.ofAllocation("subscription", object, tables),
                mapping.ofAllocation("workload", object, tables),
                mapping.ofAllocation("environment", object, tables),
                mapping.ofAllocation("owner", object, tables));
    }

    private static Optional<String> objection(Tags tags) {
        return Stream.of(
                        PlainText.objection("service", tags.service()),
                        PlainText.objection("subscription", tags.subscription()),
                        PlainText.objection("workload", tags.workload()),
                        PlainText.objection("environment", tags.environment()),
                        PlainText.objection("owner", tags.owner()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// NetBox lets several objects name one prefix: a /32 as prefix and as address, one address in a domain that does
    /// not enforce uniqueness. Where they agree, or the later one adds to the earlier, they are one allocation.
    private Optional<String> rivals(NetboxObject object, List<Prefix> prefixes, Tags tags) {
        Vrf vrf = vrfs.of(object, tables);
        for (Prefix prefix : prefixes) {
            Taken other = taken.get(new Place(vrf, prefix));
            if (other != null
                    && !tags.inheriting(other.allocation.tags())
                            .equals(other.allocation.tags().inheriting(tags))) {
                return Optional.of(
                        "%s in VRF %s is also %s, for another owner or service; keep one"
                                .formatted(prefix, vrf, other.object.key()));
            }
        }
        return Optional.empty();
    }

    private void add(NetboxObject object, Prefix prefix, Tags tags) {
        Vrf vrf = vrfs.of(object, tables);
        Place place = new Place(vrf, prefix);
        Taken other = taken.get(place);
        Tags both = other == null ? tags : tags.inheriting(other.allocation.tags());
        Polling polling =
                tables.tags(object).contains(DO_NOT_POLL)
                                || (other != null
                                        && other.allocation.polling() == Polling.FORBIDDEN)
                        ? Polling.FORBIDDEN
                        : Polling.ALLOWED;
        NetboxObject first = other == null ? object : other.object;
        taken.put(
                place,
                new Taken(
                        first,
                        new Allocation(
                                vrf,
                                prefix,
                                both,
                                Instant.EPOCH,
                                Instant.MAX,
                                polling,
                                provenance.source() + " " + first.key())));
    }

    /// The address of `192.0.2.7/24` alone.
    private static Prefix host(String text) throws AddressFormatException {
        int slash = text.indexOf('/');
        return IpAddress.parse(slash < 0 ? text : text.substring(0, slash)).asPrefix();
    }

    /// The length behind the slash of an address.
    static int length(String digits, IpAddress address) throws AddressFormatException {
        int length = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
        if (length < 0 || length > address.family().bits()) {
            throw new AddressFormatException(
                    "'%s/%s': want a prefix length of 0..%d"
                            .formatted(address, PlainText.shown(digits), address.family().bits()));
        }
        return length;
    }
}
