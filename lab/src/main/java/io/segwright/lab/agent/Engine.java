package io.segwright.lab.agent;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// An SNMP engine's state (RFC 3414 sec. 2): id, boots, time, and the counters that reports carry.
final class Engine {
    /// The last arc of usmStats objects, RFC 3414 sec. 5.
    static final int UNSUPPORTED_SEC_LEVELS = 1;

    static final int NOT_IN_TIME_WINDOWS = 2;
    static final int UNKNOWN_USER_NAMES = 3;
    static final int UNKNOWN_ENGINE_IDS = 4;
    static final int WRONG_DIGESTS = 5;
    private static final int ID_BYTES_MIN = 5; // RFC 3411 sec. 5
    private static final int ID_BYTES_MAX = 32;

    private final byte[] id;
    private volatile int boots;
    private volatile long startNanos;
    private final AtomicLong salt;
    private final AtomicLongArray usmStats = new AtomicLongArray(7);
    private final AtomicLong unknownContexts = new AtomicLong();

    Engine(byte[] id, int boots, int bootedSecondsAgo) {
        if (id.length < ID_BYTES_MIN || id.length > ID_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "engine id "
                            + HexFormat.of().formatHex(id)
                            + ": want "
                            + ID_BYTES_MIN
                            + ".."
                            + ID_BYTES_MAX
                            + " bytes");
        }
        this.id = id.clone();
        this.boots = boots;
        this.startNanos = System.nanoTime() - bootedSecondsAgo * 1_000_000_000L;
        this.salt = new AtomicLong(((long) boots << 32) | (id[id.length - 1] & 0xff));
    }

    byte[] id() {
        return id;
    }

    int boots() {
        return boots;
    }

    int seconds() {
        return (int) ((System.nanoTime() - startNanos) / 1_000_000_000L);
    }

    synchronized void reboot() {
        startNanos = System.nanoTime();
        boots = Math.addExact(boots, 1);
    }

    long nextSalt() {
        return salt.incrementAndGet();
    }

    long countUsm(int statistic) {
        return usmStats.incrementAndGet(statistic);
    }

    /// snmpUnknownContexts, RFC 3413 sec. 4.
    long countUnknownContext() {
        return unknownContexts.incrementAndGet();
    }

    long usm(int statistic) {
        return usmStats.get(statistic);
    }
}
