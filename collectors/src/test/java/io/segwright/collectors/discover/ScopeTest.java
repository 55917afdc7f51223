package io.segwright.collectors.discover;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTest {
    private static Scope scope() {
        return new Scope(
                DiscoveryPlan.builder()
                        .range("corp", Prefix.of("10.0.0.0/8"))
                        .range("berlin", Prefix.of("10.1.0.0/16"))
                        .range("berlin", Prefix.of("2001:db8:1::/64"))
                        .range("wan", Prefix.of("192.0.2.8/31"))
                        .range("all", Prefix.of("224.0.0.0/4"))
                        .exclude(Prefix.of("10.1.9.0/24"))
                        .doNotPoll(Prefix.of("10.2.0.0/16"))
                        .build());
    }

    @ParameterizedTest(name = "{0} is of {1}")
    @CsvSource(
            textBlock =
                    """
                    10.7.0.1,       corp
                    10.1.0.1,       berlin
                    2001:db8:1::5,  berlin
                    192.0.2.8,      wan
                    192.0.2.9,      wan
                    10.1.0.0,       ''
                    10.1.255.255,   ''
                    10.0.0.0,       ''
                    10.255.255.255, ''
                    2001:db8:1::,   ''
                    10.1.9.7,       ''
                    10.2.3.4,       ''
                    192.0.2.10,     ''
                    2001:db8:2::1,  ''
                    224.0.0.5,      ''
                    0.0.0.0,        ''
                    169.254.3.4,    ''
                    fe80::1,        ''
                    255.255.255.255, ''
                    """)
    void onlyUsableAddressesInsideTheRangesAreAdmitted(String address, String site) {
        Verdict verdict = scope().judge(IpAddress.of(address));
        assertThat(verdict instanceof Verdict.Admitted(String found) ? found : "").isEqualTo(site);
    }

    @Test
    void aVerdictSaysWhy() {
        assertThat(scope().judge(IpAddress.of("10.1.9.7")))
                .isEqualTo(new Verdict.Refused("is excluded by 10.1.9.0/24"));
        assertThat(scope().judge(IpAddress.of("10.2.3.4")))
                .isEqualTo(new Verdict.Refused("is in 10.2.0.0/16, which is tagged do-not-poll"));
        assertThat(scope().judge(IpAddress.of("192.0.2.10")))
                .isEqualTo(new Verdict.Refused("is outside the declared ranges"));
    }

    @Test
    void aVirtualAddressIsRefusedOnceItIsKnown() {
        Scope scope = scope();
        IpAddress virtual = IpAddress.of("10.5.5.1");
        assertThat(scope.judge(virtual)).isInstanceOf(Verdict.Admitted.class);
        scope.shared(virtual);
        assertThat(scope.judge(virtual))
                .isEqualTo(new Verdict.Refused("is a virtual address that several devices share"));
    }

    @Test
    void theEdgesOfAConnectedPrefixAreRefusedOnceItIsKnown() {
        Scope scope = scope();
        IpAddress broadcast = IpAddress.of("10.5.5.63");
        assertThat(scope.judge(broadcast)).isInstanceOf(Verdict.Admitted.class);
        scope.connected(Prefix.of("10.5.5.0/26"));
        assertThat(scope.judge(broadcast))
                .isEqualTo(
                        new Verdict.Refused("is the network or broadcast address of 10.5.5.0/26"));
        assertThat(scope.judge(IpAddress.of("10.5.5.0"))).isInstanceOf(Verdict.Refused.class);
        scope.connected(Prefix.of("10.6.0.4/31"));
        assertThat(scope.judge(IpAddress.of("10.6.0.4"))).isInstanceOf(Verdict.Admitted.class);
    }
}
