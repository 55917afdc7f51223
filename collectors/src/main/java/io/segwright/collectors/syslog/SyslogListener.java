package io.segwright.collectors.syslog;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.segwright.collectors.intake.SenderQueue;
import io.segwright.inventory.net.IpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for syslog on a UDP, a TCP and a TLS port, as configured, both address families.
///
/// One thread receives and parses, another hands on: what the sink cannot keep up with is dropped and counted by
/// sender. [#counters] may be asked from any thread.
public final class SyslogListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyslogListener.class);
    private static final int CONNECTIONS_MAX = 4_096; // one a device of a large estate's collector
    private static final int IDLE_SECONDS_MAX =
            3_600; // a device may be silent; a dead peer is not kept
    private static final int HANDSHAKE_SECONDS_MAX = 10;

    private record Received(
            IpAddress sender, SyslogTransport transport, SyslogMessage message, Instant at) {}

    private final SyslogListenerConfiguration configuration;
    private final InstantSource clock;
    private final SenderQueue<Received> queue;
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong unformatted = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong tlsFailures = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Channel> channels = new ArrayList<>(); // guarded by this
    private final Map<SyslogTransport, Integer> ports =
            new EnumMap<>(SyslogTransport.class); // guarded by this
    private @Nullable MultiThreadIoEventLoopGroup group; // null before start and after close

    public SyslogListener(
            SyslogListenerConfiguration configuration, SyslogSink sink, InstantSource clock) {
        this.configuration = configuration;
        this.clock = clock;
        this.queue =
                new SenderQueue<>(
                        "syslog-queue",
                        configuration.queued(),
                        r -> sink.accept(r.sender, r.transport, r.message, r.at));
    }

    /// Opens the ports. Call it once.
    ///
    /// @throws SyslogListenException a port cannot be opened or the certificate cannot be read; none stays open then
    public synchronized void start() throws SyslogListenException {
        MultiThreadIoEventLoopGroup loop =
                new MultiThreadIoEventLoopGroup(
                        1,
                        new DefaultThreadFactory("syslog-listener", true),
                        NioIoHandler.newFactory());
        group = loop;
        queue.start();
        try {
            if (configuration.udpPort() != SyslogListenerConfiguration.CLOSED) {
                open(SyslogTransport.UDP, udp(loop).bind(address(configuration.udpPort())));
            }
            if (configuration.tcpPort() != SyslogListenerConfiguration.CLOSED) {
                open(SyslogTransport.TCP, tcp(loop, null).bind(address(configuration.tcpPort())));
            }
            if (configuration.tlsPort() != SyslogListenerConfiguration.CLOSED) {
                open(
                        SyslogTransport.TLS,
                        tcp(loop, tlsContext()).bind(address(configuration.tlsPort())));
            }
        } catch (SyslogListenException e) {
            close();
            throw e;
        }
    }

    private InetSocketAddress address(int port) {
        return configuration.bindAddress().isEmpty()
                ? new InetSocketAddress(port)
                : new InetSocketAddress(InetAddress.ofLiteral(configuration.bindAddress()), port);
    }

    private void open(SyslogTransport transport, ChannelFuture bind) throws SyslogListenException {
        bind.awaitUninterruptibly();
        if (!bind.isSuccess()) {
            throw new SyslogListenException(
                    "cannot listen for syslog on "
                            + transport
                            + " port "
                            + configured(transport)
                            + ": "
                            + bind.cause().getMessage()
                            + "; want a free port that this user may open (above 1023 without privileges)",
                    bind.cause());
        }
        channels.add(bind.channel());
        ports.put(transport, ((InetSocketAddress) bind.channel().localAddress()).getPort());
        LOG.info("syslog listener started transport={} port={}", transport, port(transport));
    }

    private int configured(SyslogTransport transport) {
        return switch (transport) {
            case UDP -> configuration.udpPort();
            case TCP -> configuration.tcpPort();
            case TLS -> configuration.tlsPort();
        };
    }

    private Bootstrap udp(MultiThreadIoEventLoopGroup loop) {
        return new Bootstrap()
                .group(loop)
                .channel(NioDatagramChannel.class)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(SyslogParser.BYTES_MAX))
                .handler(
                        new SimpleChannelInboundHandler<DatagramPacket>() {
                            @Override
                            protected void channelRead0(
                                    ChannelHandlerContext context, DatagramPacket datagram) {
                                ByteBuf content = datagram.content();
                                byte[] bytes = new byte[content.readableBytes()];
                                content.readBytes(bytes);
                                received(datagram.sender(), SyslogTransport.UDP, bytes);
                            }

                            @Override
                            public void exceptionCaught(
                                    ChannelHandlerContext context, Throwable cause) {
                                LOG.warn("syslog datagram not handled", cause);
                            }
                        });
    }

    /// @param tls null for plain TCP
    private ServerBootstrap tcp(MultiThreadIoEventLoopGroup loop, @Nullable SslContext tls) {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(
                        new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                accept(channel, tls);
                            }
                        });
    }

    private void accept(SocketChannel channel, @Nullable SslContext tls) {
        if (connections.incrementAndGet() > CONNECTIONS_MAX) {
            connections.decrementAndGet();
            refused.incrementAndGet();
            channel.close();
            return;
        }
        channel.closeFuture().addListener(_ -> connections.decrementAndGet());
        if (tls != null) {
            var handler = tls.newHandler(channel.alloc());
            handler.setHandshakeTimeout(HANDSHAKE_SECONDS_MAX, TimeUnit.SECONDS);
            channel.pipeline().addLast(handler);
        }
        channel.pipeline()
                .addLast(new IdleStateHandler(IDLE_SECONDS_MAX, 0, 0))
                .addLast(new SyslogFrames(broken::incrementAndGet))
                .addLast(
                        new Stream(
                                channel.remoteAddress(),
                                tls == null ? SyslogTransport.TCP : SyslogTransport.TLS));
    }

    /// TLS 1.2 and 1.3, as RFC 9662 wants it.
    private SslContext tlsContext() throws SyslogListenException {
        SyslogListenerConfiguration.Tls tls = configuration.tls().orElseThrow();
        try {
            SslContextBuilder builder =
                    SslContextBuilder.forServer(tls.certificate().toFile(), tls.key().toFile())
                            .protocols("TLSv1.3", "TLSv1.2");
            if (tls.clientsOrNull() != null) {
                builder =
                        builder.trustManager(tls.clientsOrNull().toFile())
                                .clientAuth(ClientAuth.REQUIRE);
            }
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new SyslogListenException(
                    tls.certificate()
                            + ": no certificate with key for syslog over TLS ("
                            + e.getMessage()
                            + "); want a PEM chain and its PKCS#8 key in "
                            + tls.key(),
                    e);
        }
    }

    private void received(InetSocketAddress from, SyslogTransport transport, byte[] bytes) {
        Instant now = clock.instant();
        SyslogMessage message = SyslogParser.parse(bytes, 0, bytes.length, now);
        messages.incrementAndGet();
        if (message.form() == SyslogMessage.Form.UNFORMATTED) {
            unformatted.incrementAndGet();
        }
        IpAddress sender = IpAddress.ofBytes(from.getAddress().getAddress());
        queue.offer(sender, new Received(sender, transport, message, now));
    }

    /// The port that is listened on; the configured one unless that was 0.
    ///
    /// @throws IllegalStateException where that transport is not open
    public synchronized int port(SyslogTransport transport) {
        Integer port = ports.get(transport);
        if (port == null) {
            throw new IllegalStateException("syslog over " + transport + " is not listened for");
        }
        return port;
    }

    public SyslogCounters counters() {
        return new SyslogCounters(
                messages.get(),
                unformatted.get(),
                broken.get(),
                refused.get(),
                tlsFailures.get(),
                queue.counters());
    }

    /// Closes the ports, then hands on what is queued; so never call it from the sink. Twice is fine.
    @Override
    public void close() {
        MultiThreadIoEventLoopGroup running;
        synchronized (this) {
            channels.forEach(c -> c.close().awaitUninterruptibly());
            channels.clear();
            running = group;
            group = null;
        }
        if (running != null) {
            running.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        }
        queue.close();
    }

    /// One connection's messages.
    private final class Stream extends SimpleChannelInboundHandler<byte[]> {
        private final InetSocketAddress sender;
        private final SyslogTransport transport;

        Stream(InetSocketAddress sender, SyslogTransport transport) {
            this.sender = sender;
            this.transport = transport;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, byte[] message) {
            received(sender, transport, message);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent end && !end.isSuccess()) {
                tlsFailures.incrementAndGet();
            }
            if (event instanceof io.netty.handler.timeout.IdleStateEvent) {
                context.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close(); // a reset or a failed handshake: the sender comes again
        }
    }
}
