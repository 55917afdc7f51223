package io.segwright.acl.plan;

import io.segwright.acl.compile.CompiledList;
import io.segwright.acl.dialect.BoundList;
import io.segwright.acl.dialect.Place;
import io.segwright.acl.list.AccessList;
import io.segwright.acl.policy.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a file's text says, beside what it must mean.
public sealed interface ReadBack {
    /// Every list was found at its place, and no other. Whether each means the right thing is the verifier's to prove.
    record Paired(List<Pair> pairs) implements ReadBack {
        public Paired {
            pairs = List.copyOf(pairs);
        }
    }

    /// The text cannot be read, or binds other lists or other places.
    record Unreadable(List<Finding> errors) implements ReadBack {
        public Unreadable {
            errors = List.copyOf(errors);
        }
    }

    /// @param compiled with the intent to prove
    /// @param found the list as the text has it
    record Pair(CompiledList compiled, AccessList found) {}

    static ReadBack pair(String file, List<CompiledList> wanted, List<BoundList> found) {
        Map<Place, AccessList> byPlace = new LinkedHashMap<>();
        found.forEach(b -> byPlace.put(b.place(), b.list()));
        List<Pair> pairs = new ArrayList<>();
        List<Finding> errors = new ArrayList<>();
        for (CompiledList compiled : wanted) {
            Place place = Place.of(compiled.point());
            AccessList list = byPlace.remove(place);
            if (list == null && place instanceof Place.Bridged) {
                list = byPlace.remove(new Place.AllBridges()); // holds this bridge too
            }
            String name = compiled.list().name();
            if (list == null) {
                errors.add(Finding.error(file, "no list at " + place + ": want " + name));
            } else if (!list.name().equals(name)) {
                errors.add(
                        Finding.error(
                                file, "list " + list.name() + " at " + place + ": want " + name));
            } else {
                pairs.add(new Pair(compiled, list));
            }
        }
        byPlace.forEach((place, list) ->
                errors.add(
                        Finding.error(
                                file, "list " + list.name() + " at " + place + ": want none")));
        return errors.isEmpty() ? new Paired(pairs) : new Unreadable(errors);
    }
}
