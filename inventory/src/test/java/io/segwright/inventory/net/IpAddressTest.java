package io.segwright.inventory.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    /// RFC 5952 sec. 4 and 5: expected texts are the RFC's own.
    @ParameterizedTest(name = "{0} prints as {1}")
    @CsvSource(
            textBlock =
                    """
                    2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1
                    2001:DB8::1,          2001:db8::1
                    2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1
                    2001:0:0:1:0:0:0:1,   2001:0:0:1::1
                    ::,                   ::
                    ::ffff:192.0.2.1,     192.0.2.1
                    192.0.2.1,            192.0.2.1
                    """)
    void printsCanonicalText(String text, String want) throws AddressFormatException {
        assertThat(IpAddress.parse(text)).hasToString(want);
    }

    @ParameterizedTest(name = "''{0}'' is refused")
    @ValueSource(
            strings = {
                "",
                "10.0.0",
                "10.0.0.256",
                "010.0.0.1",
                "10.0.0.1/8",
                "fe80::1%eth0",
                "1",
                "0x7f000001",
                "10.0.0.1-5",
                "10.*.0.1",
                "host",
                "1::2::3"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> IpAddress.parse(text))
                .isInstanceOf(AddressFormatException.class)
                .hasMessageContaining("want");
    }

    @Test
    void agreesWithTheJdkOnBytesOrderAndText() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            IpAddress ours = IpAddress.ofBytes(bytes);
            assertThat(ours.bytes()).isEqualTo(bytes);
            assertThat(InetAddress.getByName(ours.toString()).getAddress()).isEqualTo(bytes);
            assertThat(IpAddress.parse(ours.toString())).isEqualTo(ours);
        }
    }
}
