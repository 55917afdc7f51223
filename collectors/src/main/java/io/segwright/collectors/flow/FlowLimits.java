package io.segwright.collectors.flow;

import java.time.Duration;

/// The bounds of everything that datagrams can make grow, and of how far an exporter's clock is believed.
///
/// @param exportersMax exporters kept at once; a further one is refused and counted
/// @param templatesPerExporter of one exporter's address; beyond it the one longest unrefreshed goes
/// @param templatesOverall of all exporters; beyond it a new one is refused
/// @param templateLifetime after which an unrefreshed template is forgotten: RFC 7011 sec. 8.4 wants at least three
///     times the exporter's refresh interval, which is 30 minutes on common routers
/// @param pendingBytesPerExporter data sets kept until their template arrives; beyond it the oldest goes
/// @param pendingBytesOverall the same, of all exporters; beyond it the new one goes
/// @param pendingLifetime after which a kept set is dropped
/// @param skewMax how far a flow's end may lie from its arrival; beyond it the time of arrival is used
public record FlowLimits(
        int exportersMax,
        int templatesPerExporter,
        int templatesOverall,
        Duration templateLifetime,
        int pendingBytesPerExporter,
        long pendingBytesOverall,
        Duration pendingLifetime,
        Duration skewMax) {
    /// Fields of one template; the largest seen in captures has about 100, and a definition is kept at 8 bytes each.
    public static final int FIELDS_PER_TEMPLATE = 512;

    /// Source ids or observation domains of one exporter, per session; chassis routers have one a line card.
    public static final int DOMAINS_PER_EXPORTER = 256;

    /// Samplers of one domain; routers allow tens.
    public static final int SAMPLERS_PER_DOMAIN = 1_024;

    /// Sets kept of one exporter, so that finding those of a template stays cheap.
    public static final int PENDING_SETS_PER_EXPORTER = 256;

    /// Problems in one datagram, after which the rest of it is left: hostile ones hold thousands.
    public static final int PROBLEMS_PER_DATAGRAM = 8;

    public static final FlowLimits DEFAULT =
            new FlowLimits(
                    8_192,
                    1_024,
                    32_768, // at most 512 fields of 8 bytes each: 128 MiB, were every one hostile
                    Duration.ofHours(2),
                    256 * 1024,
                    16L * 1024 * 1024,
                    Duration.ofMinutes(30),
                    Duration.ofHours(1));

    public FlowLimits {
        requirePositive("exportersMax", exportersMax);
        requirePositive("templatesPerExporter", templatesPerExporter);
        requirePositive("templatesOverall", templatesOverall);
        requirePositive("templateLifetime", templateLifetime.toMillis());
        requirePositive("pendingLifetime", pendingLifetime.toMillis());
        requirePositive("skewMax", skewMax.toMillis());
        if (pendingBytesPerExporter < 0 || pendingBytesOverall < 0) {
            throw new IllegalArgumentException("pending bytes below 0: want 0 or more");
        }
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + ": want at least 1");
        }
    }

    /// These limits with another bound on clock skew: a replay of old captures needs years.
    public FlowLimits withSkewMax(Duration skewMax) {
        return new FlowLimits(
                exportersMax,
                templatesPerExporter,
                templatesOverall,
                templateLifetime,
                pendingBytesPerExporter,
                pendingBytesOverall,
                pendingLifetime,
                skewMax);
    }
}
