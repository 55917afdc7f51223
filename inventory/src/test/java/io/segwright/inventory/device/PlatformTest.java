package io.segwright.inventory.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.observe.SystemFacts;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest(name = "{0} {1} is {2} {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1.3.6.1.4.1.9.1.1208 | Cisco IOS Software, C2960 Software (C2960-LANBASEK9-M), Version 12.2(55)SE, RELEASE SOFTWARE (fc2) | CISCO_IOS | 12.2(55)SE
                    1.3.6.1.4.1.9.12.3.1.3.1084 | Cisco NX-OS(tm) n5000, Software (n5000-uk9), Version 5.2(1)N1(4), RELEASE SOFTWARE | CISCO_NXOS | 5.2(1)N1(4)
                    .1.3.6.1.4.1.30065.1.3011 | Arista Networks EOS version 4.20.5F running on an Arista Networks DCS-7150S-52-CL | ARISTA_EOS | 4.20.5F
                    1.3.6.1.4.1.2636.1.1.1.2.21 | Juniper Networks, Inc. mx960 internet router, kernel JUNOS 12.3R6.6, Build date: 2014 | JUNIPER_JUNOS | 12.3R6.6
                    1.3.6.1.4.1.2011.2.23.339 | Huawei Versatile Routing Platform Software VRP (R) software, Version 5.150 (S5720 V200R005C00SPC500) | HUAWEI_VRP | 5.150 (S5720 V200R005C00SPC500)
                    1.3.6.1.4.1.12356.101.1.643 | Firewall Test150 | FORTINET_FORTIOS | ''
                    1.3.6.1.4.1.8072.3.2.10 | Linux l1 6.1.0-18-amd64 #1 SMP Debian x86_64 | LINUX | 6.1.0-18-amd64
                    1.3.6.1.4.1.8072.3.2.10 | Arista Networks EOS version 4.15.3F | ARISTA_EOS | 4.15.3F
                    1.3.6.1.4.1.11.2.3.7.11 | ProCurve J9021A Switch 2810-24G | UNKNOWN | ''
                    '' | '' | UNKNOWN | ''
                    1.3.6.1.4.1.99999999999999 | x | UNKNOWN | ''
                    """)
    void platformAndVersionComeFromTheSystemGroup(
            String objectId, String description, Platform platform, String version) {
        Platform found = Platform.of(new SystemFacts("", description, objectId, "", "", 0));
        assertThat(found).isEqualTo(platform);
        assertThat(found.versionIn(description)).isEqualTo(version);
    }

    @Test
    void rolesFollowCapabilitiesAndServices() {
        assertThat(Role.ofCapabilities(Set.of("bridge", "router"))).contains(Role.ROUTER);
        assertThat(Role.ofCapabilities(Set.of("bridge"))).contains(Role.SWITCH);
        assertThat(Role.ofCapabilities(Set.of("bridge", "telephone"))).contains(Role.HOST);
        assertThat(Role.ofCapabilities(Set.of("station"))).contains(Role.HOST);
        assertThat(Role.ofCapabilities(Set.of())).isEmpty();
        assertThat(Role.ofServices(78)).contains(Role.ROUTER);
        assertThat(Role.ofServices(2)).contains(Role.SWITCH);
        assertThat(Role.ofServices(72)).contains(Role.HOST);
        assertThat(Role.ofServices(0)).isEmpty();
    }
}
