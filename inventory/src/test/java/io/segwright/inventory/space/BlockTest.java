package io.segwright.inventory.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.Prefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockTest {
    @ParameterizedTest(name = "{0} is {1}, made of {2}")
    @CsvSource(
            textBlock =
                    """
                    10.0.0.1,                         10.0.0.1,           10.0.0.1/32
                    10.0.0.0-10.0.0.255,              10.0.0.0/24,        10.0.0.0/24
                    10.0.0.1-10.0.0.6,                10.0.0.1-10.0.0.6,  10.0.0.1/32 10.0.0.2/31 10.0.0.4/31 10.0.0.6/32
                    0.0.0.0-255.255.255.255,          0.0.0.0/0,          0.0.0.0/0
                    255.255.255.254-255.255.255.255,  255.255.255.254/31, 255.255.255.254/31
                    2001:db8::-2001:db8:0:1:ffff:ffff:ffff:ffff, 2001:db8::/63, 2001:db8::/63
                    2001:db8:0:0:ffff:ffff:ffff:ffff-2001:db8:0:1::, 2001:db8::ffff:ffff:ffff:ffff-2001:db8:0:1::, 2001:db8::ffff:ffff:ffff:ffff/128 2001:db8:0:1::/128
                    ::/0,                             ::/0,               ::/0
                    """)
    void blocksReadAndPartAsTheyAreWritten(String text, String printed, String parts)
            throws AddressFormatException {
        Block block = Block.parse(text);
        assertThat(block).hasToString(printed);
        assertThat(String.join(" ", block.prefixes().stream().map(Prefix::toString).toList()))
                .isEqualTo(parts);
    }

    @Test
    void theSizeIsTheNumberOfAddresses() throws AddressFormatException {
        assertThat(Block.parse("10.0.0.0/8").size()).isEqualTo(16_777_216);
        assertThat(Block.parse("10.0.0.5-10.0.0.9").size()).isEqualTo(5);
        assertThat(Block.parse("2001:db8::/32").size()).isEqualTo(0x1p96);
        assertThat(Block.parse("2001:db8::5-2001:db8::9").size()).isEqualTo(5);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            textBlock =
                    """
                    10.0.0.9-10.0.0.5, '10.0.0.9-10.0.0.5: want first <= last; swap the ends'
                    10.0.0.9-::1,      '10.0.0.9-::1: want two addresses of one family'
                    10.0.0.1/24,       '10.0.0.1/24 has host bits set: want 10.0.0.0/24 or 10.0.0.1'
                    """)
    void whatIsNoBlockIsRefused(String text, String message) {
        assertThatThrownBy(() -> Block.parse(text)).hasMessage(message);
    }
}
