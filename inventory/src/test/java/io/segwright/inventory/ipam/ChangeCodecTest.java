package io.segwright.inventory.ipam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.ipam.ChangeCodec.FormatException;
import io.segwright.inventory.ipam.PoolPolicy.Addressing;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeCodecTest {
    /// One of each kind, as an allocator makes them.
    private static List<byte[]> written() {
        Desk desk = Desk.withPool("10.0.0.0/16", Desk.policy(Duration.ofDays(1), Addressing.HOSTS));
        Request given = desk.granted(Desk.ask("p", Desk.exactly("10.0.0.9-10.0.0.20"), "key-ä"));
        desk.granted(new Command.Release(given.id(), "gone"));
        desk.space(
                new Command.Reserve(
                        io.segwright.inventory.net.Vrf.DEFAULT,
                        io.segwright.inventory.space.Block.of(
                                io.segwright.inventory.net.Prefix.of("10.0.2.0/24")),
                        "printers"));
        desk.written.add(ChangeCodec.encode(new Change.SpaceGone(7)));
        desk.written.add(ChangeCodec.encode(new Change.RequestForgotten(300)));
        return desk.written;
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws FormatException {
        for (byte[] bytes : written()) {
            assertThat(ChangeCodec.encode(ChangeCodec.decode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void aChangeThatIsCutIsRefusedAtTheByte() {
        for (byte[] bytes : written()) {
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> ChangeCodec.decode(cut))
                        .isInstanceOf(FormatException.class)
                        .hasMessageStartingWith("byte ");
            }
        }
    }

    @Test
    void aFlippedBitNeverEscapesAsAnotherException() {
        for (byte[] bytes : written()) {
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                byte[] flipped = bytes.clone();
                flipped[bit / 8] ^= (byte) (1 << (bit % 8));
                try {
                    assertThat(ChangeCodec.decode(flipped)).isNotNull();
                } catch (FormatException e) {
                    assertThat(e.getMessage()).startsWith("byte ");
                }
            }
        }
    }
}
