package io.segwright.app.stage;

import io.segwright.app.logs.LogEntry;
import io.segwright.app.logs.LogPolicy;
import io.segwright.app.logs.LogStore;
import io.segwright.collectors.snmp.CredentialBook;
import io.segwright.collectors.snmp.Notification;
import io.segwright.collectors.snmp.NotificationDecoder;
import io.segwright.collectors.syslog.SyslogCounters;
import io.segwright.collectors.syslog.SyslogListenException;
import io.segwright.collectors.syslog.SyslogListener;
import io.segwright.collectors.syslog.SyslogListenerConfiguration;
import io.segwright.collectors.syslog.SyslogMeaning;
import io.segwright.collectors.syslog.SyslogMessage;
import io.segwright.collectors.syslog.SyslogTransport;
import io.segwright.collectors.trap.TrapCounters;
import io.segwright.collectors.trap.TrapListenException;
import io.segwright.collectors.trap.TrapListener;
import io.segwright.collectors.trap.TrapMeaning;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Takes what devices send of their own accord: keeps it, and queues what it means.
public final class Inbox implements AutoCloseable {
    private static final int QUEUED_MAX = 10_000; // beyond it the next round finds what was missed

    /// What a message means to an inventory.
    ///
    /// @param name the trap's name or the log line's mnemonic
    /// @param proven the sender proved who it is
    /// @param change the inventory may be out of date
    public record Said(
            IpAddress sender,
            Telemetry kind,
            String name,
            boolean proven,
            boolean change,
            Instant at) {}

    /// Where to listen.
    ///
    /// @param trapPortOrNull null for no traps
    /// @param syslogOrNull null for no syslog
    public record Ports(
            @Nullable Integer trapPortOrNull,
            @Nullable SyslogListenerConfiguration syslogOrNull,
            LogPolicy policy) {
        public boolean isAny() {
            return trapPortOrNull != null || syslogOrNull != null;
        }
    }

    private final BlockingQueue<Said> queue = new ArrayBlockingQueue<>(QUEUED_MAX);
    private final LogStore logs;
    private final Function<IpAddress, Optional<DeviceId>> deviceAt;
    private final Optional<TrapListener> traps;
    private final Optional<SyslogListener> syslog;
    private final AtomicLong notKept = new AtomicLong();

    private Inbox(
            LogStore logs,
            Ports ports,
            CredentialBook book,
            Function<IpAddress, Optional<String>> siteOf,
            Function<IpAddress, Optional<DeviceId>> deviceAt,
            InstantSource clock) {
        this.logs = logs;
        this.deviceAt = deviceAt;
        this.traps =
                Optional.ofNullable(ports.trapPortOrNull())
                        .map(port ->
                                new TrapListener(
                                        "",
                                        port,
                                        new NotificationDecoder(book, siteOf, clock),
                                        this::take,
                                        clock));
        this.syslog =
                Optional.ofNullable(ports.syslogOrNull())
                        .map(configuration -> new SyslogListener(configuration, this::take, clock));
    }

    /// Opens the ports.
    ///
    /// @param folder where messages are kept
    /// @param book users whose traps can be verified
    /// @param siteOf the declared site of an address, empty outside of the ranges
    /// @param deviceAt the device that has an address, if there is exactly one; may be asked from any thread
    public static Inbox open(
            Path folder,
            Ports ports,
            CredentialBook book,
            Function<IpAddress, Optional<String>> siteOf,
            Function<IpAddress, Optional<DeviceId>> deviceAt,
            InstantSource clock)
            throws IOException, TrapListenException, SyslogListenException {
        LogStore logs = LogStore.open(folder, ports.policy(), clock);
        Inbox inbox = new Inbox(logs, ports, book, siteOf, deviceAt, clock);
        try {
            if (inbox.traps.isPresent()) {
                inbox.traps.get().start();
            }
            if (inbox.syslog.isPresent()) {
                inbox.syslog.get().start();
            }
            return inbox;
        } catch (TrapListenException | SyslogListenException e) {
            inbox.close();
            throw e;
        }
    }

    private void take(Notification notification, Instant at) {
        TrapMeaning meaning = TrapMeaning.of(notification.objectId());
        String text =
                notification.values().stream()
                        .map(v -> v.objectId() + "=" + v.text())
                        .collect(Collectors.joining(" "));
        keep(
                notification.sender(),
                Telemetry.TRAP,
                words(notification.proof()),
                meaning.name(),
                "",
                text,
                at);
        offer(
                new Said(
                        notification.sender(),
                        Telemetry.TRAP,
                        meaning.name(),
                        notification.proof() != Notification.Proof.NONE,
                        meaning.change() == TrapMeaning.Change.POSSIBLE,
                        at));
    }

    private void take(
            IpAddress sender, SyslogTransport transport, SyslogMessage message, Instant at) {
        keep(
                sender,
                Telemetry.SYSLOG,
                words(transport),
                message.application(),
                words(message.severity()),
                message.text(),
                at);
        offer(
                new Said(
                        sender,
                        Telemetry.SYSLOG,
                        message.application(),
                        false,
                        SyslogMeaning.suggestsChange(message),
                        at));
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void keep(
            IpAddress sender,
            Telemetry kind,
            String how,
            String name,
            String severity,
            String text,
            Instant at) {
        String device = deviceAt.apply(sender).map(DeviceId::text).orElse("");
        try {
            logs.append(new LogEntry(at, sender, device, kind, how, name, severity, text));
        } catch (IOException _) {
            notKept.incrementAndGet(); // listening goes on: what it means still counts
        }
    }

    private void offer(Said said) {
        if (!queue.offer(said)) {
            notKept.incrementAndGet();
        }
    }

    /// The next message, waiting for one at most so long.
    public Optional<Said> next(Duration wait) throws InterruptedException {
        return Optional.ofNullable(queue.poll(wait.toMillis(), TimeUnit.MILLISECONDS));
    }

    /// Makes what is kept readable by others.
    public void flush() throws IOException {
        logs.flush();
    }

    /// The port for traps.
    ///
    /// @throws IllegalStateException where traps are not listened for
    public int trapPort() {
        return traps.orElseThrow(() -> new IllegalStateException("no traps are listened for"))
                .port();
    }

    /// The port for syslog over a transport.
    ///
    /// @throws IllegalStateException where it is not listened for
    public int syslogPort(SyslogTransport transport) {
        return syslog.orElseThrow(() -> new IllegalStateException("no syslog is listened for"))
                .port(transport);
    }

    /// One line for a person: what came and what was lost.
    public String line() {
        Optional<TrapCounters> t = traps.map(TrapListener::counters);
        Optional<SyslogCounters> s = syslog.map(SyslogListener::counters);
        long refused =
                t.map(c -> c.refused().values().stream().mapToLong(Long::longValue).sum())
                        .orElse(0L);
        long dropped =
                t.map(c -> c.queue().dropped()).orElse(0L)
                        + s.map(c -> c.queue().dropped()).orElse(0L);
        return "heard: "
                + t.map(TrapCounters::notifications).orElse(0L)
                + " traps, "
                + s.map(SyslogCounters::messages).orElse(0L)
                + " log lines; "
                + refused
                + " refused, "
                + (dropped + logs.dropped() + notKept.get())
                + " lost";
    }

    @Override
    public void close() throws IOException {
        traps.ifPresent(TrapListener::close);
        syslog.ifPresent(SyslogListener::close);
        logs.close();
    }
}
