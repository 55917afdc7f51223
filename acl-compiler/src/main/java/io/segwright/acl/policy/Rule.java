package io.segwright.acl.policy;

import io.segwright.acl.yaml.Position;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// One allowance: every `from` may open conversations to every `to` on every service.
///
/// @param owner the accountable team or person
/// @param ticket where it was asked for
/// @param expires the last day, in UTC, on which it holds
/// @param reason empty where not given
public record Rule(
        String name,
        List<Segment> from,
        List<Segment> to,
        List<Service> services,
        String owner,
        String ticket,
        LocalDate expires,
        String reason,
        Position at) {
    public Rule {
        from = List.copyOf(from);
        to = List.copyOf(to);
        services = List.copyOf(services);
    }

    public boolean expiredAt(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate().isAfter(expires);
    }

    /// `web-to-app policy.yaml:31 owner team-web ticket WEB-17`: for remarks, comments and `explain`.
    public String why() {
        return name + " " + at.file() + ":" + at.line() + " owner " + owner + " ticket " + ticket;
    }
}
