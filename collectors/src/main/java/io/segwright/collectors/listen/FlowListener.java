package io.segwright.collectors.listen;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens on one UDP port, both address families, for NetFlow v9 and IPFIX, told apart by their version.
///
/// One thread receives, decodes and calls the sink; [#counters] may be asked from any thread. Only Linux with Netty's
/// native part gets epoll, everything else NIO; the behaviour is the same.
public final class FlowListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FlowListener.class);
    private static final int DATAGRAM_BYTES_MAX = 65_535; // what the length field of UDP can say
    private static final int RECEIVE_BUFFER_BYTES_WANTED =
            4 * 1024 * 1024; // below it bursts of a large exporter are lost: worth a person's time
    private static final Duration EXPIRY_INTERVAL = Duration.ofMinutes(1);
    private static final long FAILURES_LOGGED_EVERY = 1_000; // a broken sink fails at each datagram

    private final FlowListenerConfiguration configuration;
    private final FlowSink sink;
    private final Consumer<Observation> observations;
    private final InstantSource clock;
    private final FlowIntake intake;
    private final AtomicLong failures = new AtomicLong();
    private @Nullable MultiThreadIoEventLoopGroup group; // null before start and after close
    private @Nullable Channel channel; // null before start
    private int boundPort; // 0 before start; kept after close
    private boolean closed;

    /// @param sink takes the flows, on the listener's thread
    /// @param observations takes [Observation.ExporterSeen], on the listener's thread
    /// @param clock for times of arrival
    public FlowListener(
            FlowListenerConfiguration configuration,
            FlowSink sink,
            Consumer<Observation> observations,
            InstantSource clock) {
        this.configuration = configuration;
        this.sink = sink;
        this.observations = observations;
        this.clock = clock;
        this.intake =
                new FlowIntake(
                        configuration.exporters(),
                        configuration.sessions(),
                        configuration.limits());
    }

    /// Opens the port. A second call does nothing.
    ///
    /// @throws FlowListenException when the port cannot be opened: in use, not allowed, no such address
    /// @throws IllegalStateException after [#close]
    public synchronized void start() throws FlowListenException {
        if (closed) {
            throw new IllegalStateException("flow listener was closed: make a new one");
        }
        if (channel != null) {
            return;
        }
        MultiThreadIoEventLoopGroup loop = newLoop();
        ChannelFuture bound = bootstrap(loop).bind(bindAddress()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stop(loop);
            throw refused(bound.cause());
        }
        group = loop;
        channel = bound.channel();
        boundPort = ((InetSocketAddress) bound.channel().localAddress()).getPort();
        loop.scheduleAtFixedRate(
                () -> intake.expire(clock.instant()),
                EXPIRY_INTERVAL.toSeconds(),
                EXPIRY_INTERVAL.toSeconds(),
                TimeUnit.SECONDS);
        reportBuffer(bound.channel());
    }

    private static MultiThreadIoEventLoopGroup newLoop() {
        IoHandlerFactory handlers =
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        return new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("flow-listener", true), handlers);
    }

    private Bootstrap bootstrap(MultiThreadIoEventLoopGroup loop) {
        return new Bootstrap()
                .group(loop)
                .channel(
                        Epoll.isAvailable() ? EpollDatagramChannel.class : NioDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, configuration.receiveBufferBytes())
                .handler(new Receiver());
    }

    private InetSocketAddress bindAddress() {
        return configuration.bindAddress().isEmpty()
                ? new InetSocketAddress(configuration.port())
                : new InetSocketAddress(
                        InetAddress.ofLiteral(configuration.bindAddress()), configuration.port());
    }

    private FlowListenException refused(Throwable cause) {
        String what = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        int port = configuration.port();
        if (what.contains("in use")) {
            return new FlowListenException(
                    "udp port %d is in use (see: ss -ulpn 'sport = :%d'): stop what listens there, or choose another with --flow-port"
                            .formatted(port, port),
                    cause);
        }
        if (what.contains("permission")) {
            return new FlowListenException(
                    "udp port %d is not allowed to this user: choose one above 1023 with --flow-port"
                            .formatted(port),
                    cause);
        }
        return new FlowListenException(
                "cannot listen on udp %s port %d: %s; want an address of this machine"
                        .formatted(
                                configuration.bindAddress().isEmpty()
                                        ? "any address"
                                        : configuration.bindAddress(),
                                port,
                                cause.getMessage()),
                cause);
    }

    private void reportBuffer(Channel opened) {
        int granted = opened.config().getOption(ChannelOption.SO_RCVBUF);
        LOG.info("flow listener started port={} receiveBufferBytes={}", port(), granted);
        if (granted < Math.min(RECEIVE_BUFFER_BYTES_WANTED, configuration.receiveBufferBytes())) {
            LOG.warn(
                    "receive buffer small granted={} asked={}: bursts will be lost; raise it by: sysctl -w net.core.rmem_max={}",
                    granted,
                    configuration.receiveBufferBytes(),
                    configuration.receiveBufferBytes());
        }
    }

    /// The port that is listened on; the configured one unless that was 0.
    ///
    /// @throws IllegalStateException before [#start]
    public synchronized int port() {
        if (boundPort == 0) {
            throw new IllegalStateException("flow listener is not started");
        }
        return boundPort;
    }

    /// What was received until now. Cost: the number of exporters, and a look into `/proc`.
    public ListenerCounters counters() {
        OptionalLong drops = isOpen() ? SocketDrops.atPort(port()) : OptionalLong.empty();
        return intake.counters().withSocket(failures.get(), drops);
    }

    private synchronized boolean isOpen() {
        return group != null;
    }

    /// Closes the port and waits for the datagram in hand, so never call it from the sink. A second call does nothing.
    @Override
    public void close() {
        MultiThreadIoEventLoopGroup running;
        Channel open;
        synchronized (this) {
            closed = true;
            running = group;
            open = channel;
            group = null;
        }
        if (running != null && open != null) {
            open.close().awaitUninterruptibly(); // outside the lock: the sink may ask for counters
            stop(running);
        }
    }

    private static void stop(MultiThreadIoEventLoopGroup loop) {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /// The channel's end: runs on the loop's one thread only.
    private final class Receiver extends SimpleChannelInboundHandler<DatagramPacket> {
        private final byte[] scratch = new byte[DATAGRAM_BYTES_MAX];

        /// Netty's default of 2,048 bytes would cut large datagrams.
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            context.channel()
                    .config()
                    .setRecvByteBufAllocator(new FixedRecvByteBufAllocator(DATAGRAM_BYTES_MAX));
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
            ByteBuf content = datagram.content();
            int length = content.readableBytes();
            content.readBytes(scratch, 0, length);
            InetSocketAddress sender = datagram.sender();
            IpAddress address = IpAddress.ofBytes(sender.getAddress().getAddress());
            Instant now = clock.instant();
            FlowIntake.Received received =
                    intake.receive(address, sender.getPort(), scratch, length, now);
            received.seen().ifPresent(this::announce);
            if (!received.flows().isEmpty()) {
                sink.accept(received.flows());
            }
        }

        private void announce(Observation.ExporterSeen seen) {
            LOG.info(
                    "exporter added exporter={} protocol={} domain={}",
                    seen.provenance().exporter(),
                    seen.protocol(),
                    seen.domain());
            observations.accept(seen);
        }

        /// The top of the thread: the sink's failures and our own end here, so that listening goes on.
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (failures.getAndIncrement() % FAILURES_LOGGED_EVERY == 0) {
                LOG.warn("datagram not handled failures={}", failures.get(), cause);
            }
        }
    }
}
