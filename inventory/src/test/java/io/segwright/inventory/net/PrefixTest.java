package io.segwright.inventory.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixTest {
    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    10.0.0.1/8     | 10.0.0.1/8 has host bits set: want 10.0.0.0/8 or 10.0.0.1
                    10.0.0.0/33    | '10.0.0.0/33': want a prefix length of 0..32
                    10.0.0.0/-1    | '10.0.0.0/-1': want a prefix length of 0..32
                    2001:db8::/129 | '2001:db8::/129': want a prefix length of 0..128
                    """)
    void refusesBadText(String text, String message) {
        assertThatThrownBy(() -> Prefix.parse(text))
                .isInstanceOf(AddressFormatException.class)
                .hasMessage(message);
    }

    @Test
    void containsAndLastAgreeWithBigIntegers() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 20_000; i++) {
            IpFamily family = random.nextBoolean() ? IpFamily.V4 : IpFamily.V6;
            int length = random.nextInt(family.bits() + 1);
            Prefix prefix = Prefix.covering(random(random, family), length);
            IpAddress probe = random.nextBoolean() ? random(random, family) : near(random, prefix);
            BigInteger first = value(prefix.network());
            BigInteger last =
                    first.add(BigInteger.TWO.pow(family.bits() - length)).subtract(BigInteger.ONE);
            assertThat(value(prefix.last())).as("last of %s", prefix).isEqualTo(last);
            boolean inside =
                    value(probe).compareTo(first) >= 0 && value(probe).compareTo(last) <= 0;
            assertThat(prefix.contains(probe))
                    .as("%s contains %s", prefix, probe)
                    .isEqualTo(inside);
        }
    }

    private static IpAddress random(SplittableRandom random, IpFamily family) {
        return family == IpFamily.V4
                ? IpAddress.v4(random.nextInt())
                : IpAddress.v6(random.nextLong(), random.nextLong());
    }

    private static IpAddress near(SplittableRandom random, Prefix prefix) {
        IpAddress edge = random.nextBoolean() ? prefix.network() : prefix.last();
        long low = edge.low() + random.nextInt(3) - 1;
        return prefix.family() == IpFamily.V4
                ? IpAddress.v4((int) low)
                : IpAddress.v6(edge.high(), low);
    }

    private static BigInteger value(IpAddress address) {
        return new BigInteger(1, address.bytes());
    }
}
