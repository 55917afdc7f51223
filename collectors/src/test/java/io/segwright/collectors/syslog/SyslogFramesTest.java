package io.segwright.collectors.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// RFC 6587's two framings, cut at every place.
class SyslogFramesTest {
    private final AtomicInteger broken = new AtomicInteger();

    private List<String> frames(byte[] stream, int... cuts) {
        EmbeddedChannel channel = new EmbeddedChannel(new SyslogFrames(broken::incrementAndGet));
        int from = 0;
        for (int cut : cuts) {
            write(channel, stream, from, cut);
            from = cut;
        }
        write(channel, stream, from, stream.length);
        channel.finish();
        List<String> frames = new ArrayList<>();
        for (byte[] frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            frames.add(new String(frame, StandardCharsets.UTF_8));
        }
        return frames;
    }

    /// A stream that has been given up takes no more.
    private static void write(EmbeddedChannel channel, byte[] stream, int from, int to) {
        if (channel.isOpen()) {
            channel.writeInbound(Unpooled.copiedBuffer(stream, from, to - from));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void bothFramingsMixedAreCutAlikeWhereverTheStreamIsCut() {
        byte[] stream = bytes("11 <13>1 first<14>second\n12 <15>third\nxy\n<16>last without end");
        List<String> expected =
                List.of("<13>1 first", "<14>second", "<15>third\nxy", "<16>last without end");
        for (int cut = 0; cut <= stream.length; cut++) {
            assertThat(frames(stream, cut)).as("cut at %d", cut).isEqualTo(expected);
        }
        int[] everywhere = new int[stream.length];
        for (int i = 0; i < everywhere.length; i++) {
            everywhere[i] = i;
        }
        assertThat(frames(stream, everywhere)).isEqualTo(expected);
        assertThat(broken).hasValue(0);
    }

    @Test
    void whatIsTooLongIsCutAndTheNextMessageIsWhole() {
        String counted = "<13>" + "c".repeat(20_000);
        String line = "<13>" + "l".repeat(20_000);
        byte[] stream = bytes(counted.length() + " " + counted + line + "\n<14>next\n");
        List<String> frames = frames(stream, 5_000, 15_000, 30_000);
        assertThat(frames)
                .containsExactly(
                        counted.substring(0, SyslogParser.BYTES_MAX),
                        line.substring(0, SyslogParser.BYTES_MAX),
                        "<14>next");
    }

    @Test
    void aLengthThatMakesNoSenseEndsTheStream() {
        assertThat(frames(bytes("99999999 <13>x\n"))).isEmpty();
        assertThat(frames(bytes("12x <13>x\n"))).isEmpty();
        assertThat(broken).hasValue(2);
    }

    @Test
    void noiseNeverThrowsNorGrows() {
        Random random = new Random(6587);
        for (int round = 0; round < 500; round++) {
            byte[] noise = new byte[random.nextInt(2_000)];
            random.nextBytes(noise);
            for (String frame : frames(noise, noise.length / 3, noise.length / 2)) {
                assertThat(frame.length()).isLessThanOrEqualTo(SyslogParser.BYTES_MAX);
            }
        }
    }
}
