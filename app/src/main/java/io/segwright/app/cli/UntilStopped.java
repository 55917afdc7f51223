package io.segwright.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// For commands that go on until somebody ends them: an interrupt key or a kind kill is how they end well, so the exit
/// code is 0 then, not the signal's.
final class UntilStopped {
    private static final int ENDING_SECONDS_MAX = 10; // after that the process ends anyway

    private UntilStopped() {}

    /// Waits for SIGINT or SIGTERM, or for an interrupt of the thread.
    ///
    /// @param begun what to say once a signal would be heeded
    /// @param end done before the process ends, or before this returns
    static void run(Runnable begun, Runnable end) {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook =
                Thread.ofPlatform()
                        .name("until-stopped")
                        .unstarted(() -> {
                            asked.countDown();
                            awaitEnd(ended);
                            Runtime.getRuntime().halt(ExitCode.OK);
                        });
        Runtime.getRuntime().addShutdownHook(hook);
        boolean interrupted = false;
        try {
            begun.run();
            asked.await();
        } catch (InterruptedException _) {
            interrupted = true;
        }
        end.run();
        if (interrupted) {
            Runtime.getRuntime().removeShutdownHook(hook);
            Thread.currentThread().interrupt();
        }
        ended.countDown();
    }

    private static void awaitEnd(CountDownLatch ended) {
        try {
            boolean _ = ended.await(ENDING_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
