package io.segwright.app.evidence;

import io.segwright.app.config.DataDirectory;
import io.segwright.app.report.Audited;
import io.segwright.app.report.Auditing;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.reconcile.InventorySnapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// What a report rests on, as hashes: whoever has the store can make them again and see that the report is of it.
///
/// @param sections of the store's facts
public record FactHashes(List<Section> sections) {
    /// @param facts how many
    /// @param sha256 over the facts' canonical texts, sorted, each with a line end
    public record Section(String name, long facts, String sha256) {
        /// A line of what [FactHashes#root] is made of.
        String line() {
            return sha256 + " " + facts + " " + name + "\n";
        }
    }

    public FactHashes {
        sections = List.copyOf(sections);
    }

    /// Of everything that a report of that moment reads from the graph.
    public static FactHashes of(DataDirectory data, Audited audited)
            throws StoreUnavailableException {
        InventorySnapshot snapshot = audited.network().snapshot();
        return new FactHashes(
                List.of(
                        section("devices", snapshot.devices()),
                        section("traces", snapshot.traces()),
                        section("allocations", data.graph().allocations(audited.asOf())),
                        section("claims", snapshot.claims().sets()),
                        section("attribute-decisions", snapshot.claims().decisions()),
                        section("imports", snapshot.claims().imports()),
                        section("identity-decisions", snapshot.identityDecisions()),
                        section(
                                "conversations",
                                data.graph()
                                        .conversations(
                                                audited.at().minus(Auditing.FLOWS_WITHIN),
                                                audited.at()))));
    }

    static Section section(String name, Collection<?> facts) {
        MessageDigest digest = StrictJson.sha256();
        facts.stream()
                .map(CanonicalText::of)
                .sorted()
                .forEach(text -> digest.update((text + "\n").getBytes(StandardCharsets.UTF_8)));
        return new Section(name, facts.size(), HexFormat.of().formatHex(digest.digest()));
    }

    /// One hash over all: of the lines `SHA256 FACTS NAME` of the sections, in their order.
    public String root() {
        return StrictJson.sha256(
                sections.stream().map(Section::line).collect(Collectors.joining()));
    }
}
