package io.segwright.acl.policy;

import io.segwright.acl.policy.PolicyResult.Read;
import io.segwright.acl.policy.PolicyResult.Refused;
import io.segwright.acl.yaml.Position;
import io.segwright.acl.yaml.YamlFormatException;
import io.segwright.acl.yaml.YamlNode;
import io.segwright.acl.yaml.YamlNode.Mapping;
import io.segwright.acl.yaml.YamlNode.Scalar;
import io.segwright.acl.yaml.YamlReader;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a policy file, version 1.
///
/// ```yaml
/// version: 1
/// defaults: {owner: network-team, ticket: NET-1}
/// segments:
///   web:  {select: {service: web}}            # keys: service subscription vm environment owner vrf
///   jump: {prefixes: [10.9.250.0/24]}
/// services:
///   https: [tcp/443]
/// rules:
///   - {name: web-to-app, from: [web], to: [app], service: [https], owner: o, ticket: t, expires: 2027-06-30}
/// management:
///   sources: [jump]
///   services: [ssh]
///   controlPlane: [ospf, icmp, nd]
/// ```
///
/// Pure: the same text and `now` give the same result. Linear in the size of the text.
public final class PolicyReader {
    private static final List<String> KEYS =
            List.of("version", "defaults", "segments", "services", "rules", "management");
    private static final List<String> DEFAULT_KEYS = List.of("owner", "ticket", "expires");
    private static final List<String> MANAGEMENT_KEYS =
            List.of("sources", "services", "controlPlane");

    private final String file;
    private final Instant now;
    private final Problems problems = new Problems();
    private final Map<String, Segment> segments = new LinkedHashMap<>();
    private final Map<String, Service> services = new LinkedHashMap<>();

    private PolicyReader(String file, Instant now) {
        this.file = file;
        this.now = now;
    }

    /// @param file how messages name the text
    /// @param now rules that expired before it are dropped, with a warning
    public static PolicyResult read(String file, String text, Instant now) {
        YamlNode root;
        try {
            root = YamlReader.read(file, text);
        } catch (YamlFormatException e) {
            String where = e.position().toString();
            String message = String.valueOf(e.getMessage());
            return new Refused(
                    List.of(Finding.error(where, message.substring(where.length() + 2))));
        }
        return new PolicyReader(file, now).policy(root);
    }

    private PolicyResult policy(YamlNode root) {
        Optional<Mapping> top = Fields.mapping(root, "the policy", problems);
        if (top.isEmpty()) {
            return new Refused(problems.errors(file));
        }
        Fields fields = new Fields(top.get(), "key", KEYS, problems);
        version(fields);
        RuleReader.Defaults defaults = defaults(fields);
        if (!fields.has("segments")) {
            problems.error(fields.at(), "segments are missing: want e.g. segments: {web: ...}");
        }
        fields.map("segments")
                .ifPresent(m -> new SegmentReader(problems).read(m).forEach(segments::put));
        fields.map("services")
                .ifPresent(m -> new ServiceReader(problems).read(m).forEach(services::put));
        List<Rule> rules =
                top.get()
                        .find("rules")
                        .map(n ->
                                new RuleReader(segments, services, defaults, now, problems).read(n))
                        .orElse(List.of());
        Management management = management(fields);
        if (problems.hasErrors() || management == null) {
            return new Refused(problems.errors(file));
        }
        Policy policy =
                new Policy(
                        file,
                        List.copyOf(segments.values()),
                        List.copyOf(services.values()),
                        rules,
                        management);
        return new Read(policy, problems.warnings());
    }

    private void version(Fields fields) {
        if (!fields.has("version")) {
            problems.error(fields.at(), "version is missing: want version: 1");
            return;
        }
        Optional<Scalar> version = fields.scalar("version");
        if (version.isPresent() && !version.get().text().equals("1")) {
            problems.error(
                    version.get().at(),
                    "version " + Fields.shortened(version.get().text()) + ": want 1");
        }
    }

    private RuleReader.Defaults defaults(Fields top) {
        Optional<Mapping> mapping = top.map("defaults");
        if (mapping.isEmpty()) {
            return new RuleReader.Defaults("", "", Optional.empty());
        }
        Fields fields = new Fields(mapping.get(), "key of defaults", DEFAULT_KEYS, problems);
        return new RuleReader.Defaults(
                fields.scalar("owner").map(Scalar::text).orElse(""),
                fields.scalar("ticket").map(Scalar::text).orElse(""),
                fields.scalar("expires").flatMap(s -> RuleReader.date(s, problems)));
    }

    /// @return null only after an error was reported
    private @Nullable Management management(Fields top) {
        if (!top.has("management")) {
            problems.error(
                    top.at(),
                    "management is missing: every device needs its floor; want management:"
                            + " {sources: [jump], services: [ssh], controlPlane: [icmp, nd]}");
            return null;
        }
        Optional<Mapping> mapping = top.map("management");
        if (mapping.isEmpty()) {
            return null;
        }
        Fields fields = new Fields(mapping.get(), "key of management", MANAGEMENT_KEYS, problems);
        References references = new References(segments, services, problems);
        List<Segment> sources = references.segments(fields.texts("sources", "[jump]"));
        refuseEverybody(sources, fields.at());
        List<Service> managed = references.services(fields.texts("services", "[ssh, snmp]"));
        Set<ControlProtocol> control = EnumSet.noneOf(ControlProtocol.class);
        for (Scalar word : fields.texts("controlPlane", "[ospf, icmp, nd]")) {
            controlProtocol(word).ifPresent(control::add);
        }
        return new Management(sources, managed, control, fields.at());
    }

    private void refuseEverybody(List<Segment> sources, Position at) {
        for (Segment source : sources) {
            boolean everybody =
                    source instanceof Segment.ByPrefixes literal
                            && literal.prefixes().stream().anyMatch(p -> p.length() == 0);
            if (everybody) {
                problems.error(
                        at,
                        "management source '"
                                + source.name()
                                + "' is everybody: want jump hosts, management stations or VPN"
                                + " ranges");
            }
        }
    }

    private Optional<ControlProtocol> controlProtocol(Scalar word) {
        for (ControlProtocol protocol : ControlProtocol.values()) {
            if (protocol.word().equals(word.text())) {
                return Optional.of(protocol);
            }
        }
        List<String> known =
                Arrays.stream(ControlProtocol.values()).map(ControlProtocol::word).toList();
        problems.error(
                word.at(),
                NearMatch.unknown("control plane protocol", Fields.shortened(word.text()), known));
        return Optional.empty();
    }
}
