package io.segwright.lab.estate;

/// Writes the estate's policy file.
final class PolicyText {
    private PolicyText() {}

    static String write() {
        StringBuilder out = new StringBuilder();
        out.append("version: 1\n");
        out.append("defaults: {owner: network-team, ticket: NET-1}\n");
        out.append("segments:\n");
        for (PolicyBook.Purpose purpose : PolicyBook.PURPOSES) {
            out.append(
                    "  %s: {select: {service: %s, environment: %s}}\n"
                            .formatted(
                                    purpose.segment(), purpose.service(), purpose.environment()));
        }
        out.append("  jump: {prefixes: [127.64.250.0/24, fd00:ff::/64]}\n");
        out.append("services:\n");
        for (PolicyBook.NetService service : PolicyBook.SERVICES) {
            out.append(
                    "  %s: [%s]\n".formatted(service.name(), String.join(", ", service.items())));
        }
        out.append("rules:\n");
        for (PolicyBook.Rule rule : PolicyBook.rules()) {
            out.append(
                    "  - {name: %s, from: [%s], to: [%s], service: [%s], owner: %s, ticket: %s, expires: %s}\n"
                            .formatted(
                                    rule.name(),
                                    rule.from(),
                                    rule.to(),
                                    rule.service(),
                                    rule.owner(),
                                    rule.ticket(),
                                    rule.expires()));
        }
        out.append("management:\n");
        out.append("  sources: [jump]\n");
        out.append("  services: [ssh, snmp]\n");
        out.append("  controlPlane: [ospf, bgp, vrrp, icmp, nd]\n");
        return out.toString();
    }
}
