package io.segwright.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.smi.OctetString;

class PasswordKeyTest {
    @ParameterizedTest(name = "RFC 3414 A.3: {0} of maplesyrup")
    @CsvSource(
            textBlock =
                    """
                    MD5,   526f5eed9fcce26f8964c2930787d82b
                    SHA-1, 6695febc9288e36282235fc7151f128497b38f3f
                    """)
    void theRfcsOwnKeysComeOut(String digest, String key) {
        byte[] engine = HexFormat.of().parseHex("000000000000000000000002");
        byte[] localized = PasswordKey.of(digest, "maplesyrup").localize(engine);
        assertThat(HexFormat.of().formatHex(localized)).isEqualTo(key);
    }

    @Test
    void sha256KeysAreThoseOfSnmp4j() {
        byte[] engine = HexFormat.of().parseHex("80001f888055aa");
        byte[] own = PasswordKey.of(AuthProtocol.HMAC_SHA256_192, "maplesyrup").localize(engine);
        byte[] other = new AuthHMAC192SHA256().passwordToKey(new OctetString("maplesyrup"), engine);
        assertThat(own).isEqualTo(other);
    }

    @Test
    void aShortPasswordIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> PasswordKey.of("SHA-1", "secret"))
                .hasMessage("password of 6 bytes: want at least 8");
    }
}
