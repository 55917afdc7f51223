package io.segwright.collectors.trap;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.segwright.collectors.intake.SenderQueue;
import io.segwright.collectors.snmp.NotificationDecoder;
import io.segwright.collectors.snmp.NotificationDecoder.Refusal;
import io.segwright.inventory.net.IpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for traps and informs on one UDP port, both address families, and answers informs.
///
/// One thread receives, another decodes and calls the sink; what it cannot keep up with is dropped and counted by
/// sender. [#counters] may be asked from any thread.
public final class TrapListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrapListener.class);
    private static final int DATAGRAM_BYTES_MAX =
            8_192; // RFC 3417 sec. 3.2 asks for 484; tables do not come in traps
    private static final int QUEUED_MAX = 10_000; // 80 MB at most

    /// Not a record: it holds an array.
    private static final class Received {
        private final InetSocketAddress from;
        private final byte[] datagram;
        private final Instant at;

        Received(InetSocketAddress from, byte[] datagram, Instant at) {
            this.from = from;
            this.datagram = datagram;
            this.at = at;
        }
    }

    private final String bindAddress;
    private final int port;
    private final NotificationDecoder decoder;
    private final NotificationSink sink;
    private final InstantSource clock;
    private final SenderQueue<Received> queue;
    private long notifications; // guarded by decoder
    private @Nullable MultiThreadIoEventLoopGroup group; // null before start and after close
    private @Nullable Channel channel; // null before start
    private int boundPort; // 0 before start; kept after close

    /// @param bindAddress an address of this host; empty for every address of both families
    /// @param port UDP, by custom 162; 0 lets the system choose, for tests
    /// @param decoder this listener's own
    public TrapListener(
            String bindAddress,
            int port,
            NotificationDecoder decoder,
            NotificationSink sink,
            InstantSource clock) {
        this.bindAddress = bindAddress;
        this.port = port;
        this.decoder = decoder;
        this.sink = sink;
        this.clock = clock;
        this.queue = new SenderQueue<>("trap-queue", QUEUED_MAX, this::handle);
    }

    /// Opens the port. Call it once.
    ///
    /// @throws TrapListenException when the port cannot be opened: in use, not allowed, no such address
    public synchronized void start() throws TrapListenException {
        MultiThreadIoEventLoopGroup loop =
                new MultiThreadIoEventLoopGroup(
                        1,
                        new DefaultThreadFactory("trap-listener", true),
                        NioIoHandler.newFactory());
        InetSocketAddress at =
                bindAddress.isEmpty()
                        ? new InetSocketAddress(port)
                        : new InetSocketAddress(InetAddress.ofLiteral(bindAddress), port);
        ChannelFuture bound = bootstrap(loop).bind(at).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
            throw new TrapListenException(
                    "cannot listen for traps on udp port "
                            + port
                            + ": "
                            + bound.cause().getMessage()
                            + "; want a free port that this user may open (above 1023 without privileges)",
                    bound.cause());
        }
        group = loop;
        channel = bound.channel();
        boundPort = ((InetSocketAddress) bound.channel().localAddress()).getPort();
        queue.start();
        LOG.info("trap listener started port={}", port());
    }

    private Bootstrap bootstrap(MultiThreadIoEventLoopGroup loop) {
        return new Bootstrap()
                .group(loop)
                .channel(NioDatagramChannel.class)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(DATAGRAM_BYTES_MAX))
                .handler(
                        new SimpleChannelInboundHandler<DatagramPacket>() {
                            @Override
                            protected void channelRead0(
                                    ChannelHandlerContext context, DatagramPacket datagram) {
                                ByteBuf content = datagram.content();
                                byte[] bytes = new byte[content.readableBytes()];
                                content.readBytes(bytes);
                                InetSocketAddress from = datagram.sender();
                                queue.offer(
                                        IpAddress.ofBytes(from.getAddress().getAddress()),
                                        new Received(from, bytes, clock.instant()));
                            }

                            @Override
                            public void exceptionCaught(
                                    ChannelHandlerContext context, Throwable cause) {
                                LOG.warn("trap datagram not handled", cause);
                            }
                        });
    }

    private void handle(Received received) {
        NotificationDecoder.Decoded decoded;
        synchronized (decoder) {
            decoded = decoder.decode(received.from, received.datagram);
            if (decoded.notification().isPresent()) {
                notifications++;
            }
        }
        decoded.answer().ifPresent(answer -> send(received.from, answer));
        decoded.notification().ifPresent(n -> sink.accept(n, received.at));
    }

    private synchronized void send(InetSocketAddress to, byte[] answer) {
        if (channel != null && channel.isActive()) {
            channel.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(answer), to));
        }
    }

    /// The port that is listened on; the given one unless that was 0.
    ///
    /// @throws IllegalStateException before [#start]
    public synchronized int port() {
        if (boundPort == 0) {
            throw new IllegalStateException("trap listener is not started");
        }
        return boundPort;
    }

    public TrapCounters counters() {
        synchronized (decoder) {
            Map<Refusal, Long> refused = decoder.refusals();
            return new TrapCounters(notifications, refused, queue.counters());
        }
    }

    /// Hands on what is queued, then closes the port; so never call it from the sink. Twice is fine.
    @Override
    public void close() {
        queue.close();
        MultiThreadIoEventLoopGroup running;
        synchronized (this) {
            if (channel != null) {
                channel.close().awaitUninterruptibly();
            }
            running = group;
            group = null;
        }
        if (running != null) {
            running.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }
}
