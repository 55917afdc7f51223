package io.segwright.inventory.endpoint;

import io.segwright.inventory.attribute.Attribution;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.attribute.AttributionStatus;
import io.segwright.inventory.attribute.HostRoutes;
import io.segwright.inventory.attribute.LiveAttribution;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Whose one end of a conversation was: its routing domain, what is behind a translation, and the allocations.
///
/// Where the domain is certain there is one answer. Where it is not, there is one for each candidate in which somebody
/// has the address, the likeliest first; the sum of their confidences is what is known. Where nothing tells the domain
/// and nobody has the address anywhere, the one answer says that.
public final class EndpointAttribution {
    /// How likely it is, at most, that an address is in a domain only because it is allocated there.
    private static final int ALLOCATED_PERCENT = 60;

    /// Those that are as likely stay in order: the longest prefix first.
    private static final Comparator<EndpointAnswer> LIKELIEST =
            Comparator.comparingInt((EndpointAnswer a) -> -a.vrf().confidencePercent());

    private final LiveAttribution attribution;
    private final VrfResolver domains;
    private final NatBindings translations;

    /// Over an inventory as it stands: nothing changes while it is asked, and no translations are known.
    public EndpointAttribution(AttributionIndex index, VrfResolver domains) {
        this(new LiveAttribution(index, new HostRoutes(1)), domains, new NatBindings(1));
    }

    public EndpointAttribution(
            LiveAttribution attribution, VrfResolver domains, NatBindings translations) {
        this.attribution = attribution;
        this.domains = domains;
        this.translations = translations;
    }

    /// @return at least one
    public List<EndpointAnswer> attribute(Endpoint end) {
        List<VrfCandidate> told = domains.resolve(end.reportedBy(), end.ifIndex(), end.at());
        List<VrfCandidate> candidates = told.isEmpty() ? allocated(end.address(), end.at()) : told;
        List<EndpointAnswer> answers = new ArrayList<>();
        for (VrfCandidate candidate : candidates) {
            answers.add(answer(end, candidate));
        }
        List<EndpointAnswer> known =
                answers.stream()
                        .filter(a ->
                                a.bindingOrNull() != null || !a.attribution().chain().isEmpty())
                        .sorted(LIKELIEST)
                        .toList();
        if (!known.isEmpty()) {
            return known;
        }
        return answers.isEmpty() ? List.of(unknown(end)) : List.of(answers.getFirst());
    }

    /// Where the domain is certain.
    ///
    /// @param because why it is
    public EndpointAnswer attribute(Endpoint end, Vrf domain, String because) {
        return answer(end, new VrfCandidate(domain, VrfCandidate.CERTAIN, because));
    }

    private List<VrfCandidate> allocated(IpAddress address, Instant at) {
        List<Attribution> somewhere = attribution.index().candidates(address, at);
        return somewhere.stream()
                .map(a ->
                        new VrfCandidate(
                                a.vrf(),
                                Math.max(1, ALLOCATED_PERCENT / somewhere.size()),
                                a.chain().getFirst().prefix() + " is allocated in it"))
                .toList();
    }

    private EndpointAnswer answer(Endpoint end, VrfCandidate in) {
        NatBinding binding =
                translations.find(in.vrf(), end.address(), end.protocol(), end.port(), end.at());
        if (binding != null) {
            return new EndpointAnswer(
                    in,
                    binding,
                    attribution.lookup(binding.insideVrf(), binding.inside(), end.at()));
        }
        Attribution own = attribution.lookup(in.vrf(), end.address(), end.at());
        return new EndpointAnswer(
                in, null, translations.isTranslated(in.vrf(), end.address()) ? unbound(own) : own);
    }

    /// Who has the translator's address is known, but not whose packet it was.
    private static Attribution unbound(Attribution own) {
        return new Attribution(
                own.vrf(),
                own.address(),
                own.at(),
                AttributionStatus.NO_BINDING,
                own.chain(),
                own.others(),
                own.tags());
    }

    private static EndpointAnswer unknown(Endpoint end) {
        return new EndpointAnswer(
                new VrfCandidate(Vrf.DEFAULT, 1, "nothing tells the routing domain"),
                null,
                new Attribution(
                        Vrf.DEFAULT,
                        end.address(),
                        end.at(),
                        AttributionStatus.UNKNOWN_VRF,
                        List.of(),
                        List.of(),
                        Tags.NONE));
    }
}
