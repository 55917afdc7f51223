package io.segwright.app.logs;

/// How long logs are kept, and how much of them.
///
/// @param days a whole day's file goes when it is older
/// @param bytesPerDay beyond it the day's further messages are counted and dropped, so that a flood ends
public record LogPolicy(int days, long bytesPerDay) {
    /// Two years, as long as the audit log; 2 GB a day are 10 million messages.
    public static final LogPolicy SHIPPED = new LogPolicy(731, 2L << 30);

    public LogPolicy {
        if (days < 1 || days > 36_500) {
            throw new IllegalArgumentException("logs kept " + days + " days: want 1..36500");
        }
        if (bytesPerDay < 1_024) {
            throw new IllegalArgumentException(
                    "logs of " + bytesPerDay + " bytes a day: want at least 1024");
        }
    }
}
