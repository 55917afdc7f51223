package io.segwright.inventory.ipam;

import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.coverage.OwnerDirectory.Owner;
import io.segwright.inventory.coverage.OwnerDirectory.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The objects that tags name: services, subscriptions of a service, VMs of a subscription, environments, owners; and
/// whether each is live. Names are unique within their kind and compared as they are written. Immutable.
public final class TagDirectory {
    public static final TagDirectory EMPTY = new TagDirectory(new EnumMap<>(TagKind.class));

    public static final int ENTRIES_MAX = 2_000_000; // a VM each for the largest journal, halved
    private static final int NAME_CHARS_MAX = 200;

    /// Whether something may be given addresses.
    public enum State {
        LIVE,
        RETIRED,
        LEFT
    }

    /// @param parent the service of a subscription, the subscription of a VM; empty for others, or where any will do
    public record Entry(TagKind kind, String name, String parent, State state) {
        public Entry {
            if (name.isBlank()
                    || name.length() > NAME_CHARS_MAX
                    || parent.length() > NAME_CHARS_MAX
                    || (name + parent).chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        kind.word()
                                + " with a name of "
                                + name.length()
                                + " characters: want 1.."
                                + NAME_CHARS_MAX
                                + " without control characters");
            }
            if (!parent.isEmpty() && kind != TagKind.SUBSCRIPTION && kind != TagKind.VM) {
                throw new IllegalArgumentException(
                        kind.word()
                                + " '"
                                + name
                                + "' has parent '"
                                + parent
                                + "': only subscriptions (of a service) and VMs (of a subscription) have one");
            }
        }
    }

    private final Map<TagKind, Map<String, Entry>> entries;

    private TagDirectory(Map<TagKind, Map<String, Entry>> entries) {
        this.entries = entries;
    }

    /// @throws IllegalArgumentException where a name is there twice in its kind, or there are too many
    public static TagDirectory of(Collection<Entry> entries) {
        if (entries.size() > ENTRIES_MAX) {
            throw new IllegalArgumentException(
                    entries.size() + " tags: want at most " + ENTRIES_MAX);
        }
        Map<TagKind, Map<String, Entry>> byKind = new EnumMap<>(TagKind.class);
        for (Entry entry : entries) {
            if (byKind.computeIfAbsent(entry.kind(), _ -> new HashMap<>()).put(entry.name(), entry)
                    != null) {
                throw new IllegalArgumentException(
                        entry.kind().word() + " '" + entry.name() + "' is there twice");
            }
        }
        return new TagDirectory(byKind);
    }

    /// What an owner is here.
    public static Entry entry(Owner owner) {
        return new Entry(
                TagKind.OWNER,
                owner.name(),
                "",
                owner.status() == Status.LEFT ? State.LEFT : State.LIVE);
    }

    /// What keeps `tags` from being good for an allocation: a required one that is missing, and any that does not name
    /// a live object in its place. Empty when all is well. Names that were perhaps meant are not looked up here, since
    /// that takes long: see [#withNear].
    ///
    /// @param tags with what they inherit
    public List<TagProblem> problems(Tags tags, Set<TagKind> required) {
        List<TagProblem> problems = new ArrayList<>(0);
        for (TagKind kind : KINDS) {
            String value = kind.of(tags);
            if (value.isEmpty()) {
                if (required.contains(kind)) {
                    problems.add(problem(kind, value, TagProblem.Reason.MISSING, ""));
                }
                continue;
            }
            Entry entry = find(kind, value);
            if (entry == null) {
                problems.add(problem(kind, value, TagProblem.Reason.UNKNOWN, ""));
                continue;
            }
            switch (entry.state()) {
                case RETIRED -> problems.add(problem(kind, value, TagProblem.Reason.RETIRED, ""));
                case LEFT -> problems.add(problem(kind, value, TagProblem.Reason.LEFT, ""));
                case LIVE -> {
                    String wanted = parent(kind, tags);
                    if (!entry.parent().isEmpty()
                            && !wanted.isEmpty()
                            && !entry.parent().equals(wanted)) {
                        problems.add(
                                problem(kind, value, TagProblem.Reason.ELSEWHERE, entry.parent()));
                    }
                }
            }
        }
        return problems;
    }

    private static final List<TagKind> KINDS = List.of(TagKind.values());

    private static String parent(TagKind kind, Tags tags) {
        return switch (kind) {
            case SUBSCRIPTION -> tags.service();
            case VM -> tags.subscription();
            case SERVICE, ENVIRONMENT, OWNER -> "";
        };
    }

    private static TagProblem problem(
            TagKind kind, String value, TagProblem.Reason reason, String parent) {
        return new TagProblem(kind, value, reason, parent, List.of());
    }

    /// Null where there is none of that name.
    @Nullable Entry find(TagKind kind, String name) {
        Map<String, Entry> ofKind = entries.get(kind);
        return ofKind == null ? null : ofKind.get(name);
    }

    /// The problem with the live names that were perhaps meant. Cost: up to some milliseconds.
    ///
    /// @param tags those that the problem was found in: a subscription is looked for in its service first
    public TagProblem withNear(TagProblem problem, Tags tags) {
        String parent = parent(problem.kind(), tags);
        Collection<Entry> known = entries.getOrDefault(problem.kind(), Map.of()).values();
        List<String> near =
                NearNames.of(
                        problem.value(),
                        known.stream()
                                .filter(e -> e.state() == State.LIVE)
                                .filter(e ->
                                        parent.isEmpty()
                                                || e.parent().isEmpty()
                                                || e.parent().equals(parent))
                                .map(Entry::name)
                                .iterator());
        return new TagProblem(
                problem.kind(), problem.value(), problem.reason(), problem.parent(), near);
    }

    /// All of them, by kind and name.
    public List<Entry> entries() {
        return entries.values().stream()
                .flatMap(ofKind -> ofKind.values().stream())
                .sorted(java.util.Comparator.comparing(Entry::kind).thenComparing(Entry::name))
                .toList();
    }
}
