package io.segwright.collectors.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.lab.Forall;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
    /// `snmpget -v2c -c public` of sysName.0, written out after RFC 3416: request-id 0x1234567.
    private static final byte[] V2C =
            HexFormat.of()
                    .parseHex(
                            "3029020101"
                                    + "04067075626c6963"
                                    + "a01c"
                                    + "020401234567"
                                    + "020100"
                                    + "020100"
                                    + "300e300c06082b060102010105000500");

    /// The start of an SNMPv3 message: msgID 0x7ffffffe, msgMaxSize 65507, flags 04, USM.
    private static final byte[] V3 =
            HexFormat.of()
                    .parseHex(
                            "303e020103"
                                    + "3011"
                                    + "02047ffffffe"
                                    + "020300ffe3"
                                    + "040104"
                                    + "020103");

    @Test
    void theRequestIdAndTheMessageIdAreFound() {
        assertThat(MessageIds.peek(V2C, V2C.length)).hasValue(0x1234567);
        assertThat(MessageIds.peek(V3, V3.length)).hasValue(0x7ffffffe);
    }

    @Test
    void truncatedAnywhereThereIsNoneOrTheSame() {
        for (byte[] message : new byte[][] {V2C, V3}) {
            OptionalInt whole = MessageIds.peek(message, message.length);
            for (int length = 0; length < message.length; length++) {
                OptionalInt cut = MessageIds.peek(Arrays.copyOf(message, length), length);
                assertThat(cut.isEmpty() || cut.equals(whole)).isTrue();
            }
        }
    }

    @Test
    void flippedBitsNeverCrash() {
        Forall.check(
                5_000,
                random -> {
                    byte[] bytes = (random.nextBoolean() ? V2C : V3).clone();
                    for (int i = random.nextInt(1, 6); i > 0; i--) {
                        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                    }
                    return bytes;
                },
                bytes -> assertThat(MessageIds.peek(bytes, bytes.length)).isNotNull());
    }
}
