package io.segwright.app.cli;

import io.segwright.inventory.attribute.Attribution;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.attribute.PublishedRange;
import io.segwright.inventory.attribute.PublishedRanges;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.endpoint.Endpoint;
import io.segwright.inventory.endpoint.EndpointAnswer;
import io.segwright.inventory.endpoint.EndpointAttribution;
import io.segwright.inventory.endpoint.NatBinding;
import io.segwright.inventory.endpoint.VrfResolver;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Answers "whose is it" from an inventory that was read once.
final class WhoisAnswers {
    private static final IpAddress NOBODY = IpAddress.v4(0);

    private final AttributionIndex index;
    private final EndpointAttribution ends;
    private final PublishedRanges published;
    private final Instant asOf;

    /// @param devices that exporters may be; none where no exporter is asked about
    WhoisAnswers(
            AttributionIndex index, List<Device> devices, PublishedRanges published, Instant asOf) {
        this.index = index;
        this.ends = new EndpointAttribution(index, VrfResolver.of(devices));
        this.published = published;
        this.asOf = asOf;
    }

    /// @param domain empty where it is not known: then the default one is asked, unless an exporter tells another, and
    ///     where nobody has the address there, all
    WhoisAnswer answer(
            IpAddress address,
            Optional<Vrf> domain,
            Instant at,
            Optional<IpAddress> exporter,
            int ifIndex) {
        Attribution own = index.lookup(domain.orElse(Vrf.DEFAULT), address, at);
        boolean certain = exporter.isEmpty() && (domain.isPresent() || !own.chain().isEmpty());
        if (certain) {
            return new WhoisAnswer(own, List.of(), published(own));
        }
        List<EndpointAnswer> candidates =
                ends.attribute(
                        new Endpoint(
                                address,
                                NatBinding.EVERY_PROTOCOL,
                                0,
                                at,
                                exporter.orElse(NOBODY),
                                ifIndex));
        Attribution best = exporter.isPresent() ? candidates.getFirst().attribution() : own;
        List<EndpointAnswer> others =
                candidates.stream().filter(c -> !c.attribution().chain().isEmpty()).toList();
        return new WhoisAnswer(best, others, published(best));
    }

    /// The Internet is routed in the default domain.
    private List<PublishedRange> published(Attribution answer) {
        return answer.vrf().equals(Vrf.DEFAULT)
                ? published.lookup(answer.address(), answer.at(), asOf)
                : List.of();
    }
}
