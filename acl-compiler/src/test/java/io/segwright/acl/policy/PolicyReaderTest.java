package io.segwright.acl.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.acl.SmallWorld;
import io.segwright.acl.list.Transport;
import io.segwright.acl.policy.PolicyResult.Read;
import io.segwright.acl.policy.PolicyResult.Refused;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {
    private static final String GOOD =
            """
            version: 1
            defaults: {owner: network-team, ticket: NET-1}
            segments:
              web: {select: {service: web, vm: web-1, vrf: default}}
              app: {select: {service: app}}
              jump: {prefixes: [10.9.250.0/24]}
            services:
              https: [tcp/443]
              ssh: [tcp/22]
            rules:
              - {name: web-to-app, from: [web], to: [app], service: [https], expires: 2027-06-30}
            management: {sources: [jump], services: [ssh], controlPlane: [icmp, nd]}
            """;

    private static PolicyResult read(String text) {
        return PolicyReader.read("policy.yaml", text, SmallWorld.NOW);
    }

    @Test
    void aWholePolicyIsRead() {
        assertThat(read(GOOD)).isInstanceOf(Read.class);
        Read read = (Read) read(GOOD);
        assertThat(read.findings()).isEmpty();
        Policy policy = read.policy();
        assertThat(policy.segments().getFirst())
                .isInstanceOfSatisfying(
                        Segment.ByTags.class,
                        web ->
                                assertThat(web.selector())
                                        .isEqualTo(
                                                new Selector(
                                                        new Tags("web", "", "web-1", "", ""),
                                                        Vrf.DEFAULT)));
        assertThat(policy.segments().getLast())
                .isInstanceOfSatisfying(
                        Segment.ByPrefixes.class,
                        jump ->
                                assertThat(jump.prefixes())
                                        .containsExactly(Prefix.of("10.9.250.0/24")));
        Rule rule = policy.rules().getFirst();
        assertThat(rule.why())
                .isEqualTo("web-to-app policy.yaml:11 owner network-team ticket NET-1");
        assertThat(rule.expires()).isEqualTo(LocalDate.of(2027, 6, 30));
        assertThat(rule.services().getFirst().terms())
                .containsExactly(
                        new ServiceTerm(
                                new Transport.Ports(
                                        Protocol.TCP, PortRange.ANY, PortRange.single(443))));
        assertThat(policy.management().controlPlane())
                .isEqualTo(Set.of(ControlProtocol.ICMP, ControlProtocol.ND));
    }

    @ParameterizedTest(name = "{0} instead of {1}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    version: 1            | version: 2             | policy.yaml:1:10: version 2: want 1
                    version: 1            | # no version           | policy.yaml:2:1: version is missing: want version: 1
                    rules:                | ruels:                 | policy.yaml:10:1: unknown key 'ruels': did you mean 'rules'?
                    service: app          | servcie: app           | policy.yaml:5:18: unknown key of select 'servcie': did you mean 'service'?
                    {service: app}        | {}                     | policy.yaml:5:17: segment 'app' selects nothing: want e.g. select: {service: web}
                    {select: {service: app}} | {}                  | policy.yaml:5:3: segment 'app': want either select or prefixes, one of the two
                    {select: {service: app}} | [web]               | policy.yaml:5:8: segment 'app' is a list: want a map of key: value
                    select: {service: app} | select: web           | policy.yaml:5:17: select is a text: want a map of key: value
                    10.9.250.0/24         | 10.9.250.1/24          | policy.yaml:6:21: 10.9.250.1/24 has host bits set: want 10.9.250.0/24 or 10.9.250.1
                    10.9.250.0/24         | jump-host              | policy.yaml:6:21: 'jump-host' is no address: want e.g. 192.0.2.7 or 2001:db8::7
                    10.9.250.0/24         | 0.0.0.0/0              | policy.yaml:12:13: management source 'jump' is everybody: want jump hosts, management stations or VPN ranges
                    tcp/443               | tcp/90-80              | policy.yaml:8:11: port range 90-80: want first <= last; swap the ends
                    tcp/443               | tcp/                   | policy.yaml:8:11: service 'tcp/': want something after the /
                    tcp/443               | tcp/65536              | policy.yaml:8:11: '65536' is no port or port range: want e.g. 443 or 8000-8099
                    tcp/443               | tpc/443                | policy.yaml:8:11: service 'tpc/443': 'tpc' is no protocol; want e.g. tcp/443, icmp/echo-request or proto/47
                    tcp/443               | 443                    | policy.yaml:8:11: service '443': want e.g. tcp/443, icmp/echo-request or proto/47
                    tcp/443               | proto/256              | policy.yaml:8:11: service 'proto/256': want proto/0 to proto/255, e.g. proto/47
                    tcp/443               | ospf/1                 | policy.yaml:8:11: service 'ospf/1': ospf has no ports; want ospf alone
                    tcp/443               | icmp/ping              | policy.yaml:8:11: 'ping' is no icmp type: want 0..255 or one of destination-unreachable, echo-reply, echo-request, parameter-problem, redirect, time-exceeded, timestamp-reply, timestamp-request
                    [tcp/443]             | tcp/443                | policy.yaml:8:10: service 'https' is a text: want a list such as [tcp/443]
                    [tcp/443]             | []                     | policy.yaml:8:10: service 'https' is an empty list: want e.g. [tcp/443]
                    from: [web]           | from: [wbe]            | policy.yaml:11:31: unknown segment 'wbe': did you mean 'web'?
                    from: [web]           | from: [mainframe]      | policy.yaml:11:31: unknown segment 'mainframe': want one of web, app, jump
                    from: [web]           | from: []               | policy.yaml:11:30: from is an empty list: want e.g. [web]
                    from: [web]           | from: [web, web]       | policy.yaml:11:36: segment 'web' is listed twice: keep one
                    service: [https]      | service: [htps]        | policy.yaml:11:58: unknown service 'htps': did you mean 'https'?
                    service: [https],     | srevice: [https],      | policy.yaml:11:48: unknown key of a rule 'srevice': did you mean 'service'?
                    to: [app],            | ''                     | policy.yaml:11:5: to is missing: want e.g. to: [app]
                    name: web-to-app,     | name: "",              | policy.yaml:11:12: name is empty: want 1..200 printable characters on one line
                    name: web-to-app      | name: web app          | policy.yaml:11:12: rule name 'web app': want 1..60 letters, digits, dots, - or _, no . - _ first
                    expires: 2027-06-30   | expires: 2027-13-30    | policy.yaml:11:75: expires '2027-13-30' is no date: want e.g. 2027-06-30
                    expires: 2027-06-30   | expires: never         | policy.yaml:11:75: expires 'never' is no date: want e.g. 2027-06-30
                    , expires: 2027-06-30 | ''                     | policy.yaml:11:5: rule 'web-to-app' has no expires: want its last day, e.g. 2027-06-30
                    owner: network-team,  | ''                     | policy.yaml:11:5: rule 'web-to-app' has no owner: want the accountable team, or a default
                    , ticket: NET-1       | ''                     | policy.yaml:11:5: rule 'web-to-app' has no ticket: want where it was asked for, or a default
                    management:           | # management:          | policy.yaml:1:1: management is missing: every device needs its floor; want management: {sources: [jump], services: [ssh], controlPlane: [icmp, nd]}
                    sources: [jump]       | sources: [jmup]        | policy.yaml:12:24: unknown segment 'jmup': did you mean 'jump'?
                    [icmp, nd]            | [icmp, n]              | policy.yaml:12:69: unknown control plane protocol 'n': did you mean 'nd'?
                    services: [ssh]       | services: [sssh]       | policy.yaml:12:42: unknown service 'sssh': did you mean 'ssh'?
                    """)
    void aSlipIsRefusedWithItsPlaceAndItsCure(String was, String becomes, String message) {
        assertThat(GOOD).contains(was);
        PolicyResult result = read(GOOD.replaceFirst(java.util.regex.Pattern.quote(was), becomes));
        assertThat(result).isInstanceOf(Refused.class);
        assertThat(((Refused) result).errors().getFirst()).hasToString(message);
    }

    @Test
    void everyErrorOfOneFileIsReportedAtOnce() {
        String text =
                GOOD.replace("from: [web]", "from: [wbe]")
                        .replace("tcp/443", "tcp/90-80")
                        .replace("version: 1", "version: 7");
        assertThat(((Refused) read(text)).errors())
                .extracting(Finding::where)
                .containsExactly("policy.yaml:1:10", "policy.yaml:8:11", "policy.yaml:11:31");
    }

    @Test
    void errorsAreBounded() {
        StringBuilder text = new StringBuilder(GOOD).append("x0: 1\n");
        for (int i = 1; i < 100; i++) {
            text.append("x").append(i).append(": 1\n");
        }
        List<Finding> errors = ((Refused) read(text.toString())).errors();
        assertThat(errors).hasSize(51);
        assertThat(errors.getLast())
                .hasToString("policy.yaml: and 50 more errors: fix the first ones");
    }

    @Test
    void anExpiredRuleIsLeftOutWithAWarning() {
        Read read = (Read) read(GOOD.replace("2027-06-30", "2026-11-21"));
        assertThat(read.policy().rules()).isEmpty();
        assertThat(read.findings())
                .containsExactly(
                        Finding.warning(
                                "policy.yaml:11:75",
                                "rule 'web-to-app' expired on 2026-11-21 and is left out: remove it,"
                                        + " or ask network-team for a new date"));
    }

    @Test
    void aRuleHoldsOnItsLastDay() {
        Read read = (Read) read(GOOD.replace("2027-06-30", "2026-11-22"));
        assertThat(read.findings()).isEmpty();
        Rule rule = read.policy().rules().getFirst();
        assertThat(rule.expiredAt(Instant.parse("2026-11-22T23:59:59Z"))).isFalse();
        assertThat(rule.expiredAt(Instant.parse("2026-11-23T00:00:00Z"))).isTrue();
    }

    @Test
    void everyTruncationAndFlippedBitIsReadOrRefusedWithAPlace() {
        for (int end = 0; end < GOOD.length(); end++) {
            check(read(GOOD.substring(0, end)));
        }
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2_000; i++) {
            char[] chars = GOOD.toCharArray();
            int at = random.nextInt(chars.length);
            chars[at] ^= (char) (1 << random.nextInt(8));
            check(read(new String(chars)));
        }
    }

    private static void check(PolicyResult result) {
        switch (result) {
            case Read(Policy policy, var _) -> assertThat(policy.management()).isNotNull();
            case Refused(List<Finding> errors) ->
                    assertThat(errors)
                            .isNotEmpty()
                            .allSatisfy(e ->
                                    assertThat(e.toString())
                                            .matches("policy.yaml:[0-9]+:[0-9]+: [^\\n]+"));
        }
    }
}
