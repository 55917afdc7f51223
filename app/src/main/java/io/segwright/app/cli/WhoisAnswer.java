package io.segwright.app.cli;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Attribution;
import io.segwright.inventory.attribute.PublishedRange;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.endpoint.EndpointAnswer;
import io.segwright.inventory.endpoint.NatBinding;
import io.segwright.inventory.net.IpAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whose an address is, ready to be printed.
///
/// @param asked the address that was asked about
/// @param attribution of it, or of the inside address where it was translated
/// @param bindingOrNull the translation that was looked through; null: none
/// @param candidates where the routing domain is not certain: who has the address in which
/// @param published who publishes it as its own
record WhoisAnswer(
        IpAddress asked,
        Attribution attribution,
        @Nullable NatBinding bindingOrNull,
        List<EndpointAnswer> candidates,
        List<PublishedRange> published) {
    WhoisAnswer {
        candidates = List.copyOf(candidates);
        published = List.copyOf(published);
    }

    static WhoisAnswer certain(Attribution own, List<PublishedRange> published) {
        return new WhoisAnswer(own.address(), own, null, List.of(), published);
    }

    static WhoisAnswer through(
            IpAddress asked, EndpointAnswer answer, List<PublishedRange> published) {
        return new WhoisAnswer(
                asked, answer.attribution(), answer.bindingOrNull(), List.of(), published);
    }

    /// @param devices that have the address
    Map<String, Object> facts(List<String> devices) {
        Map<String, Object> facts = head();
        facts.put("devices", devices);
        facts.put("published", publishedTexts());
        facts.put("candidates", candidateTexts());
        facts.put("because", attribution.chain().stream().map(WhoisAnswer::because).toList());
        facts.put("also", attribution.others().stream().map(WhoisAnswer::also).toList());
        return facts;
    }

    /// The same for one of many: no devices, and the covering chain by its prefixes alone.
    Map<String, Object> line(long number) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("line", number);
        facts.putAll(head());
        facts.put(
                "covering",
                attribution.chain().stream().skip(1).map(a -> a.prefix().toString()).toList());
        facts.put("also", attribution.others().stream().map(WhoisAnswer::also).toList());
        facts.put("candidates", candidateTexts());
        facts.put("published", publishedTexts());
        return facts;
    }

    private Map<String, Object> head() {
        Tags tags = attribution.tags();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("address", asked.toString());
        facts.put("inside", inside());
        facts.put("vrf", attribution.vrf().name());
        facts.put("at", attribution.at().toString());
        facts.put("attributed", attribution.isAttributed());
        facts.put("status", attribution.status().word());
        facts.put("reason", attribution.isAttributed() ? "" : attribution.status().explanation());
        facts.put("service", tags.service());
        facts.put("subscription", tags.subscription());
        facts.put("vm", tags.workload());
        facts.put("environment", tags.environment());
        facts.put("owner", tags.owner());
        facts.put("prefix", attribution.deepest().map(a -> a.prefix().toString()).orElse(""));
        facts.put("source", attribution.deepest().map(Allocation::source).orElse(""));
        facts.put("confidence", attribution.confidencePercent());
        facts.put("validFrom", attribution.deepest().map(a -> time(a.validFrom())).orElse(""));
        facts.put("validTo", attribution.deepest().map(a -> time(a.validTo())).orElse(""));
        return facts;
    }

    private String inside() {
        if (bindingOrNull == null) {
            return "";
        }
        String ports = bindingOrNull.ports().isAny() ? "" : "; ports " + bindingOrNull.ports();
        return bindingOrNull.inside() + " (" + bindingOrNull.source() + ports + ")";
    }

    /// Nothing for "since ever" and "still".
    private static String time(Instant instant) {
        return instant.equals(Instant.MIN) || instant.equals(Instant.MAX) ? "" : instant.toString();
    }

    private List<String> publishedTexts() {
        return published.stream().map(r -> r.label() + " (" + r.prefix() + ")").toList();
    }

    private List<String> candidateTexts() {
        return candidates.stream()
                .map(c ->
                        c.vrf().vrf()
                                + ": "
                                + c.attribution().tags().service()
                                + " of "
                                + c.attribution().tags().owner()
                                + " ("
                                + c.vrf().confidencePercent()
                                + " %: "
                                + c.vrf().because()
                                + ")")
                .toList();
    }

    private static String because(Allocation allocation) {
        String until =
                allocation.validTo().equals(Instant.MAX) ? "" : " to " + allocation.validTo();
        String belief =
                allocation.confidencePercent() == Allocation.CERTAIN
                        ? ""
                        : ", " + allocation.confidencePercent() + " % sure";
        return allocation.prefix()
                + " in "
                + allocation.vrf()
                + " from "
                + allocation.validFrom()
                + until
                + ", "
                + allocation.source()
                + belief;
    }

    private static String also(Allocation allocation) {
        return allocation.prefix()
                + " is also "
                + allocation.tags().service()
                + " of "
                + allocation.tags().owner()
                + ", "
                + allocation.source()
                + ", "
                + allocation.confidencePercent()
                + " % sure";
    }
}
