package io.segwright.lab.exporter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A flow exporter with a source address and port of its own. For one thread.
public final class FlowExporter implements AutoCloseable {
    private static final Duration UPTIME = Duration.ofDays(2); // longer than any flow is old

    private final DatagramChannel channel;
    private final FlowEncoder encoder;
    private final InstantSource clock;
    private long records;
    private long datagrams;

    private FlowExporter(DatagramChannel channel, FlowEncoder encoder, InstantSource clock) {
        this.channel = channel;
        this.encoder = encoder;
        this.clock = clock;
    }

    /// Binds the source address, on a port that the system chooses.
    ///
    /// @param domain NetFlow's source id or IPFIX's observation domain
    /// @param samplingInterval one packet of so many is metered, at least 1
    /// @throws IOException naming the address that could not be bound
    public static FlowExporter open(
            InetAddress source,
            FlowProtocol protocol,
            int domain,
            int samplingInterval,
            InstantSource clock)
            throws IOException {
        Instant booted = clock.instant().minus(UPTIME);
        FlowEncoder encoder = new FlowEncoder(protocol, domain, samplingInterval, booted);
        StandardProtocolFamily family =
                source.getAddress().length == 4
                        ? StandardProtocolFamily.INET
                        : StandardProtocolFamily.INET6;
        DatagramChannel channel = DatagramChannel.open(family);
        boolean bound = false;
        try {
            channel.bind(new InetSocketAddress(source, 0));
            bound = true;
            return new FlowExporter(channel, encoder, clock);
        } catch (IOException e) {
            throw new IOException(source.getHostAddress() + ": " + e.getMessage(), e);
        } finally {
            if (!bound) {
                channel.close();
            }
        }
    }

    /// Sends the flows, templates first and again at times.
    ///
    /// @param datagramsPerSecond the pace, at least 1
    public void send(InetSocketAddress collector, List<ExportedFlow> flows, int datagramsPerSecond)
            throws IOException {
        if (datagramsPerSecond < 1) {
            throw new IllegalArgumentException(
                    datagramsPerSecond + " datagrams a second: want >= 1");
        }
        long gapNanos = 1_000_000_000L / datagramsPerSecond;
        long dueNanos = System.nanoTime();
        for (byte[] datagram : encoder.encode(flows, clock.instant())) {
            long ahead = dueNanos - System.nanoTime();
            while (ahead > 0) {
                LockSupport.parkNanos(ahead);
                ahead = dueNanos - System.nanoTime();
            }
            channel.send(ByteBuffer.wrap(datagram), collector);
            dueNanos += gapNanos;
            datagrams++;
        }
        records += flows.size();
    }

    /// Data records sent so far, options not counted.
    public long records() {
        return records;
    }

    public long datagrams() {
        return datagrams;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
