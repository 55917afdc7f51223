package io.segwright.app.cli;

import io.segwright.inventory.attribute.Attribution;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.attribute.HostRoutes;
import io.segwright.inventory.attribute.LiveAttribution;
import io.segwright.inventory.attribute.PublishedRange;
import io.segwright.inventory.attribute.PublishedRanges;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.endpoint.Endpoint;
import io.segwright.inventory.endpoint.EndpointAnswer;
import io.segwright.inventory.endpoint.EndpointAttribution;
import io.segwright.inventory.endpoint.NatBinding;
import io.segwright.inventory.endpoint.NatBindings;
import io.segwright.inventory.endpoint.VrfResolver;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Protocol;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Answers "whose is it" from an inventory that was read once.
final class WhoisAnswers {
    private static final IpAddress NOBODY = IpAddress.v4(0);

    /// What is asked.
    ///
    /// @param domain empty where it is not known: then the default one is asked, unless an exporter tells another, and
    ///     where nobody has the address there, all
    /// @param protocol [NatBinding#EVERY_PROTOCOL] where it is not known
    /// @param port 0 where it is not known
    record Question(
            IpAddress address, Optional<Vrf> domain, Instant at, Protocol protocol, int port) {
        Endpoint seenBy(IpAddress exporter, int ifIndex) {
            return new Endpoint(address, protocol, port, at, exporter, ifIndex);
        }
    }

    private final AttributionIndex index;
    private final EndpointAttribution ends;
    private final NatBindings translations;
    private final PublishedRanges published;
    private final Instant asOf;

    /// @param devices that exporters may be; none where no exporter is asked about
    WhoisAnswers(
            AttributionIndex index,
            List<Device> devices,
            List<NatBinding> bindings,
            PublishedRanges published,
            Instant asOf) {
        this.index = index;
        this.translations = new NatBindings();
        bindings.forEach(translations::put);
        this.ends =
                new EndpointAttribution(
                        new LiveAttribution(index, new HostRoutes(1)),
                        VrfResolver.of(devices),
                        translations);
        this.published = published;
        this.asOf = asOf;
    }

    WhoisAnswer answer(Question asked) {
        Vrf domain = asked.domain().orElse(Vrf.DEFAULT);
        if (translations.isTranslated(domain, asked.address())) {
            EndpointAnswer through =
                    ends.attribute(asked.seenBy(NOBODY, 0), domain, "it is translated there");
            return WhoisAnswer.through(asked.address(), through, published(asked, domain));
        }
        Attribution own = index.lookup(domain, asked.address(), asked.at());
        return asked.domain().isPresent() || !own.chain().isEmpty()
                ? WhoisAnswer.certain(own, published(asked, domain))
                : uncertain(own, asked, ends.attribute(asked.seenBy(NOBODY, 0)));
    }

    /// @param exporter who saw it, which tells the domain
    WhoisAnswer answer(Question asked, IpAddress exporter, int ifIndex) {
        List<EndpointAnswer> candidates = ends.attribute(asked.seenBy(exporter, ifIndex));
        return uncertain(candidates.getFirst().attribution(), asked, candidates);
    }

    private WhoisAnswer uncertain(
            Attribution best, Question asked, List<EndpointAnswer> candidates) {
        return new WhoisAnswer(
                asked.address(),
                best,
                null,
                candidates.stream().filter(c -> !c.attribution().chain().isEmpty()).toList(),
                published(asked, best.vrf()));
    }

    /// The Internet is routed in the default domain.
    private List<PublishedRange> published(Question asked, Vrf domain) {
        return domain.equals(Vrf.DEFAULT)
                ? published.lookup(asked.address(), asked.at(), asOf)
                : List.of();
    }
}
