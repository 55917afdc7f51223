package io.segwright.inventory.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.observe.Attribute;
import io.segwright.lab.Forall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamenessTest {
    @ParameterizedTest(name = "{0}: {1} and {2} agree: {3}")
    @CsvSource(
            textBlock =
                    """
                    NAME, core-1, CORE-1.example.com, true
                    NAME, core-1.example.com., core-1.example.com, true
                    NAME, core-1, core-12, false
                    NAME, core-1.a.com, core-1.b.com, false
                    NAME, 10.1, 10.1.2.3, false
                    VENDOR, 'Cisco Systems, Inc.', cisco, true
                    VENDOR, Juniper Networks, juniper, true
                    VENDOR, Hewlett Packard Enterprise, HPE, true
                    VENDOR, 'Huawei Technologies Co., Ltd.', Huawei, true
                    VENDOR, Cisco, Juniper, false
                    MODEL, Cisco WS-C2960X-24, ws-c2960x-24, true
                    MODEL, MX 960, MX960, true
                    MODEL, MX960, MX480, false
                    SERIAL, ' foc 1234', FOC1234, true
                    SERIAL, FOC1234, FOC1235, false
                    OS, Cisco IOS Software, ios, true
                    OS, IOS-XE, ios xe, true
                    OS, Junos OS, Junos, true
                    OS, ios, ios-xe, false
                    VERSION, Version 15.2(4)E8, 15.2(4)E8, true
                    VERSION, v7.0.1, 7.0.1, true
                    VERSION, 7.0.1, 7.0.10, false
                    VERSION, 70.1, 7.01, false
                    SITE, DC 1, dc-1, true
                    SITE, dc1, dc2, false
                    OWNER, Team  Web, team-web, true
                    LOCATION, '--', '..', false
                    """)
    void theSameInOtherWordsIsNoDisagreement(
            Attribute attribute, String left, String right, boolean agree) {
        assertThat(Sameness.agree(attribute, left, right)).isEqualTo(agree);
        assertThat(Sameness.agree(attribute, right, left)).isEqualTo(agree);
    }

    @Test
    void agreementIsMutualAndEverythingAgreesWithItself() {
        Forall.check(
                2_000,
                random -> List.of(text(random.nextLong()), text(random.nextLong())),
                pair -> {
                    for (Attribute attribute : Attribute.values()) {
                        assertThat(Sameness.agree(attribute, pair.get(0), pair.get(0))).isTrue();
                        assertThat(Sameness.agree(attribute, pair.get(0), pair.get(1)))
                                .isEqualTo(Sameness.agree(attribute, pair.get(1), pair.get(0)));
                    }
                });
    }

    private static String text(long bits) {
        String letters = "ab1. -.\u00a0\u0000Vv,ß\uD83D";
        StringBuilder text = new StringBuilder("x");
        for (long rest = bits; rest != 0; rest >>>= 8) {
            text.append(letters.charAt((int) (rest & 0xff) % letters.length()));
        }
        return text.toString();
    }
}
