package io.segwright.collectors.snmp;

import io.segwright.collectors.pace.TokenBucket;
import io.segwright.inventory.net.IpAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snmp4j.mp.MPv3;
import org.snmp4j.smi.OctetString;

/// Decodes and verifies traps and informs (RFC 3416 sec. 4.2.6, 4.2.7; v1 by RFC 3584).
///
/// Every sender has a security model of its own, so that two devices with one engine id, or a forger with many, cannot
/// disturb a third. For informs this host is the authoritative engine: its boots counter is the time at which a
/// sender's model was made, which needs no file and never repeats. A v3 message of a sender that nobody expects is
/// refused before anything is computed for it, and each sender's v3 messages pass a bucket: verifying costs CPU time,
/// a new engine id a millisecond of it.
///
/// Not thread-safe: one thread decodes.
public final class NotificationDecoder {
    private static final int SENDERS_MAX =
            4_096; // about 20 kB each; the one silent for longest goes
    private static final int MESSAGES_PER_SECOND = 100; // of one sender, v3 only
    private static final int BURST = 200; // a line card that boots: a link trap a port

    private final CredentialBook book;
    private final Function<IpAddress, Optional<String>> siteOf;
    private final InstantSource clock;
    private final OctetString localEngine;
    private final Map<IpAddress, NotificationSession> sessions =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<IpAddress, NotificationSession> eldest) {
                    return size() > SENDERS_MAX;
                }
            };
    private final Map<IpAddress, TokenBucket> buckets =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<IpAddress, TokenBucket> eldest) {
                    return size() > SENDERS_MAX;
                }
            };
    private final Map<Refusal, Long> refusals = new EnumMap<>(Refusal.class);

    /// Why a datagram is no notification for us.
    public enum Refusal {
        /// No SNMP, no notification, or v3 that could not be verified: wrong user, key or time.
        NOT_UNDERSTOOD,
        /// v3 from an address outside the declared ranges.
        UNEXPECTED_SENDER,
        /// More v3 messages than one sender may have verified.
        TOO_MANY
    }

    /// @param notification empty where the datagram was refused, or only asked for our engine id
    /// @param answer to send back to the sender: the response to an inform, or a report
    public record Decoded(Optional<Notification> notification, Optional<byte[]> answer) {
        static final Decoded NOTHING = new Decoded(Optional.empty(), Optional.empty());
    }

    /// @param book the users that senders may be; bound to ranges and sites as for polls
    /// @param siteOf the declared site of an address; empty outside the declared ranges
    public NotificationDecoder(
            CredentialBook book,
            Function<IpAddress, Optional<String>> siteOf,
            InstantSource clock) {
        this.book = book;
        this.siteOf = siteOf;
        this.clock = clock;
        this.localEngine =
                new OctetString(MPv3.createLocalEngineID(new OctetString("segwright-traps")));
    }

    /// Never throws, whatever the bytes are.
    public Decoded decode(InetSocketAddress from, byte[] datagram) {
        IpAddress sender = IpAddress.ofBytes(from.getAddress().getAddress());
        boolean v3 = isV3(datagram);
        Optional<String> site = siteOf.apply(sender);
        if (v3 && site.isEmpty()) {
            return refuse(Refusal.UNEXPECTED_SENDER);
        }
        if (v3 && !bucket(sender)) {
            return refuse(Refusal.TOO_MANY);
        }
        NotificationSession session =
                v3
                        ? sessions.computeIfAbsent(sender, _ -> session(sender, site.orElse("")))
                        : NotificationSession.unauthenticated(localEngine);
        Decoded decoded = session.decode(from, sender, datagram);
        if (decoded.notification().isEmpty() && decoded.answer().isEmpty()) {
            return refuse(Refusal.NOT_UNDERSTOOD);
        }
        if (decoded.notification().isEmpty() && session.isUnverified()) {
            count(Refusal.NOT_UNDERSTOOD);
        }
        return decoded;
    }

    private NotificationSession session(IpAddress sender, String site) {
        List<SnmpCredential.V3> users =
                book.candidates(sender, site).stream()
                        .filter(SnmpCredential.V3.class::isInstance)
                        .map(SnmpCredential.V3.class::cast)
                        .toList();
        return NotificationSession.of(localEngine, users, clock.instant());
    }

    private boolean bucket(IpAddress sender) {
        return buckets.computeIfAbsent(sender, _ -> new TokenBucket(MESSAGES_PER_SECOND, BURST))
                .tryTake(clock.millis() * 1_000_000L);
    }

    private Decoded refuse(Refusal why) {
        count(why);
        return Decoded.NOTHING;
    }

    private void count(Refusal why) {
        refusals.merge(why, 1L, Long::sum);
    }

    /// The version is the first integer of the sequence: 3 for v3 (RFC 3412 sec. 6).
    private static boolean isV3(byte[] datagram) {
        int at = 1;
        if (datagram.length < 5 || datagram[0] != 0x30) {
            return false;
        }
        at += (datagram[1] & 0x80) == 0 ? 1 : 1 + (datagram[1] & 0x7f);
        return at + 2 < datagram.length
                && datagram[at] == 2
                && datagram[at + 1] == 1
                && datagram[at + 2] == 3;
    }

    /// Datagrams by why they were refused.
    public Map<Refusal, Long> refusals() {
        return Map.copyOf(refusals);
    }
}
