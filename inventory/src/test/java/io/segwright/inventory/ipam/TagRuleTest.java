package io.segwright.inventory.ipam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.ipam.PoolPolicy.Addressing;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagRuleTest {
    @ParameterizedTest(name = "{0}/{1}/{2}/{3}/{4}: {5} {6}")
    @CsvSource(
            textBlock =
                    """
                    '',  '',        '',   '',   team-web, service,      missing,      'service is missing: give --service: did you mean shop, web?'
                    wbe, '',        '',   '',   team-web, service,      unknown,      'service ''wbe'' is unknown: did you mean web?'
                    fax, '',        '',   '',   team-web, service,      retired,      'service ''fax'' is retired'
                    web, '',        '',   '',   team-old, owner,        left,         'owner ''team-old'' has left: did you mean team-net, team-web?'
                    web, shop-prod, '',   '',   team-web, subscription, wrong-parent, 'subscription ''shop-prod'' belongs to ''shop'''
                    web, web-prd,   '',   '',   team-web, subscription, unknown,      'subscription ''web-prd'' is unknown: did you mean web-prod?'
                    web, web-prod,  vm-9, '',   team-web, vm,           unknown,      'vm ''vm-9'' is unknown: did you mean vm-1, vm-2?'
                    web, '',        '',   prd,  team-web, environment,  unknown,      'environment ''prd'' is unknown: did you mean prod?'
                    """)
    void aTagThatNamesNothingLiveIsRefused(
            String service,
            String subscription,
            String vm,
            String environment,
            String owner,
            String kind,
            String reason,
            String text) {
        Desk desk = Desk.withPool("10.0.0.0/24", Addressing.HOSTS);
        Tags tags = new Tags(service, subscription, vm, environment, owner);
        Refusal refusal = desk.refused(Desk.ask("p", new Ask.NextAddress(), tags, ""));
        assertThat(refusal.code()).isEqualTo(Refusal.Code.TAGS);
        assertThat(refusal.message()).isEqualTo(text);
        TagProblem problem = refusal.problems().getFirst();
        assertThat(problem.kind().word()).isEqualTo(kind);
        assertThat(problem.reason().word()).isEqualTo(reason);
        assertThat(desk.allocator.requestCount()).isZero();
    }

    @Test
    void tagsComeDownFromThePoolAndFromThePrefixAroundIt() {
        Desk desk = Desk.withPool("10.0.0.0/16", Addressing.ALL);
        Request subnet =
                desk.granted(
                        Desk.ask(
                                "p",
                                new Ask.NextPrefix(24),
                                new Tags("web", "web-prod", "", "", "team-web"),
                                ""));
        desk.space(
                new Command.AddPool(
                        "hosts",
                        Vrf.DEFAULT,
                        Prefix.of("10.0.0.0/24"),
                        Space.Team.ANYBODY,
                        new Tags("", "", "", "prod", "team-net"),
                        Desk.policy(java.time.Duration.ZERO, Addressing.HOSTS),
                        "NET-5"));
        Request host =
                desk.granted(
                        Desk.ask(
                                "hosts",
                                new Ask.NextAddress(),
                                new Tags("", "", "vm-1", "", ""),
                                ""));
        assertThat(host.place().block()).hasToString("10.0.0.1");
        assertThat(host.held().orElseThrow().tags())
                .isEqualTo(new Tags("web", "web-prod", "vm-1", "prod", "team-net"));
        assertThat(desk.refused(new Command.Release(subnet.id(), "gone")).message())
                .endsWith("and has something inside: release that first");
    }

    @Test
    void nothingIsRenewedWhoseServiceIsRetired() {
        Desk desk = Desk.withPool("10.0.0.0/24", Addressing.HOSTS);
        Request held = desk.address();
        desk.tags =
                TagDirectory.of(
                        List.of(
                                new TagDirectory.Entry(
                                        TagKind.SERVICE, "web", "", TagDirectory.State.RETIRED)));
        assertThat(
                        desk.refused(
                                        new Command.Renew(
                                                held.id(), java.time.Duration.ofDays(9), "more"))
                                .message())
                .startsWith("service 'web' is retired; subscription 'web-prod' is unknown");
    }

    @Test
    void aDirectoryHasEachNameOnceAndParentsOnlyWhereTheyBelong() {
        TagDirectory.Entry web =
                new TagDirectory.Entry(TagKind.SERVICE, "web", "", TagDirectory.State.LIVE);
        assertThatThrownBy(() -> TagDirectory.of(List.of(web, web)))
                .hasMessage("service 'web' is there twice");
        assertThatThrownBy(() ->
                        new TagDirectory.Entry(
                                TagKind.OWNER, "anna", "web", TagDirectory.State.LIVE))
                .hasMessage(
                        "owner 'anna' has parent 'web': only subscriptions (of a service) and VMs (of a subscription) have one");
    }
}
