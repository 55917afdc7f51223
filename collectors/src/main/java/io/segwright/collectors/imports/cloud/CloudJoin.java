package io.segwright.collectors.imports.cloud;

import io.segwright.collectors.imports.cloud.CloudEstate.Later;
import io.segwright.collectors.imports.cloud.CloudFact.Closeness;
import io.segwright.collectors.imports.cloud.CloudFact.Holding;
import io.segwright.collectors.imports.cloud.CloudFact.Machine;
import io.segwright.collectors.imports.cloud.CloudFact.Port;
import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.PlainText;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.ipam.TagKind;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// From what listings say of prefixes to allocations: one a prefix and routing domain.
///
/// Where several objects name one prefix (an interface, its machine, the public address that it has) the nearest one's
/// tags count first, the others fill what it leaves open. Two that are equally near and disagree cancel one another,
/// aloud. A prefix on two machines at once is refused: one of the listings is older than the other.
final class CloudJoin {
    private record Place(Vrf vrf, Prefix prefix) {}

    private final CloudEstate estate;
    private final CloudMapping mapping;
    private final ImportErrors errors;
    private final Instant from;
    private final Map<String, Integer> machinesOfName = new HashMap<>();

    /// @param from since when the listings hold
    CloudJoin(CloudEstate estate, CloudMapping mapping, ImportErrors errors, Instant from) {
        this.estate = estate;
        this.mapping = mapping;
        this.errors = errors;
        this.from = from;
        estate.machines().forEach(m -> machinesOfName.merge(m.name(), 1, Integer::sum));
    }

    List<Allocation> allocations() {
        Map<Place, List<Holding>> places = new LinkedHashMap<>();
        for (Holding holding : whole()) {
            places.computeIfAbsent(
                            new Place(holding.vrf(), holding.prefix()), _ -> new ArrayList<>(2))
                    .add(holding);
        }
        List<Allocation> allocations = new ArrayList<>(places.size());
        places.forEach((place, holdings) -> {
            if (belongsToOne(place, holdings)) {
                allocations.add(allocation(place, holdings));
            }
        });
        return allocations;
    }

    /// Every holding with its routing domain.
    private List<Holding> whole() {
        List<Holding> whole = new ArrayList<>(estate.holdings());
        Set<String> withPorts = new HashSet<>();
        estate.holdings().stream()
                .filter(h -> !h.port().isEmpty())
                .forEach(h -> withPorts.add(machine(h)));
        for (Later later : estate.later()) {
            Holding holding = later.holding();
            if (later.subnet().isEmpty()) {
                if (!withPorts.contains(holding.machine())) {
                    estate.leave(
                            holding.at(),
                            "%s of %s: in which virtual network? add what 'az network nic list' prints"
                                    .formatted(holding.prefix().network(), workload(holding)));
                }
            } else {
                estate.vrfOfSubnet(later.subnet())
                        .ifPresentOrElse(
                                vrf -> whole.add(within(vrf, holding)),
                                () ->
                                        estate.leave(
                                                holding.at(),
                                                "%s: in which network? add what 'gcloud compute networks subnets list' prints"
                                                        .formatted(holding.prefix().network())));
            }
        }
        return whole;
    }

    private static Holding within(Vrf vrf, Holding holding) {
        return new Holding(
                vrf,
                holding.prefix(),
                holding.closeness(),
                holding.subscription(),
                holding.port(),
                holding.machine(),
                holding.tags(),
                holding.at());
    }

    private boolean belongsToOne(Place place, List<Holding> holdings) {
        Map<String, Holding> holders = new LinkedHashMap<>();
        for (Holding holding : holdings) {
            String machine = machine(holding);
            if (!machine.isEmpty()) {
                holders.putIfAbsent(machine, holding);
            }
        }
        if (holders.size() < 2) {
            return true;
        }
        List<Holding> two = holders.values().stream().limit(2).toList();
        errors.addAt(
                two.get(1).at(),
                "%s in VRF %s is on %s, and on %s at %s: list again, all at one time"
                        .formatted(
                                place.prefix(),
                                place.vrf(),
                                workload(two.get(1)),
                                workload(two.get(0)),
                                two.get(0).at()));
        return false;
    }

    private Allocation allocation(Place place, List<Holding> holdings) {
        List<Holding> nearest =
                holdings.stream().sorted(Comparator.comparing(Holding::closeness)).toList();
        Tags tags = Tags.NONE;
        for (Closeness closeness : Closeness.values()) {
            List<Holding> equallyNear =
                    nearest.stream().filter(h -> h.closeness() == closeness).toList();
            tags = tags.inheriting(agreed(place, equallyNear));
        }
        for (TagKind kind : TagKind.values()) {
            PlainText.objection(kind.word(), kind.of(tags))
                    .ifPresent(objection ->
                            errors.addAt(
                                    nearest.getFirst().at(),
                                    "the %s of %s in VRF %s: %s"
                                            .formatted(
                                                    kind.word(),
                                                    place.prefix(),
                                                    place.vrf(),
                                                    objection)));
        }
        return new Allocation(
                place.vrf(),
                place.prefix(),
                tags,
                from,
                Instant.MAX,
                Polling.ALLOWED,
                nearest.getFirst().at());
    }

    private Tags agreed(Place place, List<Holding> holdings) {
        List<Tags> said = holdings.stream().map(this::tags).toList();
        return new Tags(
                agreed(place, TagKind.SERVICE, said, holdings),
                agreed(place, TagKind.SUBSCRIPTION, said, holdings),
                agreed(place, TagKind.VM, said, holdings),
                agreed(place, TagKind.ENVIRONMENT, said, holdings),
                agreed(place, TagKind.OWNER, said, holdings));
    }

    private String agreed(Place place, TagKind kind, List<Tags> said, List<Holding> holdings) {
        Set<String> values = new LinkedHashSet<>();
        said.forEach(tags -> values.add(kind.of(tags)));
        values.remove("");
        if (values.size() > 1) {
            List<String> two = values.stream().limit(2).map(PlainText::shown).toList();
            estate.leave(
                    holdings.getLast().at(),
                    "the %s of %s in VRF %s is '%s' and '%s' at once (first at %s): neither is taken"
                            .formatted(
                                    kind.word(),
                                    place.prefix(),
                                    place.vrf(),
                                    two.get(0),
                                    two.get(1),
                                    holdings.getFirst().at()));
        }
        return values.size() == 1 ? values.iterator().next() : "";
    }

    /// What an object, then its interface, then its machine say.
    private Tags tags(Holding holding) {
        Tags tags = mapping.of(holding.tags());
        tags =
                tags.inheriting(
                        estate.port(holding.port())
                                .map(Port::tags)
                                .map(mapping::of)
                                .orElse(Tags.NONE));
        tags =
                tags.inheriting(
                        estate.machine(machine(holding))
                                .map(Machine::tags)
                                .map(mapping::of)
                                .orElse(Tags.NONE));
        return tags.inheriting(new Tags("", holding.subscription(), workload(holding), "", ""));
    }

    private String machine(Holding holding) {
        return holding.machine().isEmpty()
                ? estate.port(holding.port()).map(Port::machine).orElse("")
                : holding.machine();
    }

    /// The machine's name, with its qualifier where several have that name; where no listing has the machine, what its
    /// id ends with.
    private String workload(Holding holding) {
        String key = machine(holding);
        return estate.machine(key)
                .map(machine ->
                        machinesOfName.getOrDefault(machine.name(), 0) > 1
                                        && !machine.qualifier().isEmpty()
                                ? machine.name() + " (" + machine.qualifier() + ")"
                                : machine.name())
                .orElse(key.substring(key.lastIndexOf('/') + 1));
    }
}
