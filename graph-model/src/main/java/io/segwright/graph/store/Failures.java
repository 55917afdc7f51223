package io.segwright.graph.store;

import com.sleepycat.je.DiskLimitException;
import com.sleepycat.je.EnvironmentLockedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the store's libraries throw, in one line that a person can act on.
public final class Failures {
    private static final int CAUSES_MAX = 20; // a cause may be its own ancestor
    private static final long MEBI = 1 << 20;

    private Failures() {}

    /// Opening or reading failed.
    public static StoreUnavailableException reading(Path dir, Throwable failure) {
        List<Throwable> causes = causes(failure);
        if (causes.stream().anyMatch(EnvironmentLockedException.class::isInstance)) {
            return new StoreUnavailableException(StoreDirectory.inUse(dir, "pid unknown"), failure);
        }
        if (isDiskFull(causes)) {
            return diskFull(dir, failure);
        }
        if (causes.stream().anyMatch(OutOfMemoryError.class::isInstance)) {
            return new StoreUnavailableException(
                    dir
                            + ": data need more memory than the "
                            + Runtime.getRuntime().maxMemory() / MEBI
                            + " MiB that this process may take: set SEGWRIGHT_JAVA_OPTS=-Xmx4g",
                    failure);
        }
        if (causes.stream().anyMatch(Failures::isLucene)) {
            return new StoreUnavailableException(
                    dir
                            + "/index: text index cannot be read ("
                            + root(causes)
                            + "): delete "
                            + dir
                            + "/index, it is written anew at the next start",
                    failure);
        }
        return new StoreUnavailableException(
                dir
                        + ": data cannot be read ("
                        + root(causes)
                        + "): restore the directory from a backup or choose another with --data DIR",
                failure);
    }

    /// A write failed: what was acknowledged is safe, what was not may or may not be there.
    public static StoreUnavailableException writing(Path dir, Throwable failure) {
        List<Throwable> causes = causes(failure);
        if (isDiskFull(causes)) {
            return diskFull(dir, failure);
        }
        return new StoreUnavailableException(
                dir
                        + ": data cannot be written ("
                        + root(causes)
                        + "): nothing acknowledged is lost; check the disk and start again",
                failure);
    }

    private static StoreUnavailableException diskFull(Path dir, Throwable failure) {
        return new StoreUnavailableException(
                dir
                        + ": disk is full: nothing acknowledged is lost; free some space and start again",
                failure);
    }

    private static boolean isDiskFull(List<Throwable> causes) {
        return causes.stream()
                .anyMatch(cause ->
                        cause instanceof DiskLimitException
                                || String.valueOf(cause.getMessage())
                                        .toLowerCase(Locale.ROOT)
                                        .contains("no space left"));
    }

    private static boolean isLucene(Throwable cause) {
        return cause.getClass().getName().startsWith("org.apache.lucene.");
    }

    private static String root(List<Throwable> causes) {
        Throwable root = causes.getLast();
        String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        return root.getClass().getSimpleName() + ": " + message;
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        @Nullable Throwable next = failure;
        while (next != null && causes.size() < CAUSES_MAX) {
            causes.add(next);
            next = next.getCause();
        }
        return causes;
    }
}
