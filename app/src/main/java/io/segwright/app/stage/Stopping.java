package io.segwright.app.stage;

import io.segwright.app.config.ConfigException;
import io.segwright.collectors.discover.DiscoveryRefusedException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Lets one thread be told to stop by others: between its steps it looks, and a step that may be given up is
/// interrupted. A step that writes never is.
final class Stopping {
    private boolean asked; // guarded by this
    private @Nullable Thread inStep; // guarded by this; null while nothing may be interrupted

    /// A step was given up, or not begun, because somebody asked to stop.
    static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped");
        }
    }

    /// What may be given up.
    @FunctionalInterface
    interface Step<T> {
        T run()
                throws DiscoveryRefusedException,
                        ConfigException,
                        IOException,
                        InterruptedException;
    }

    /// Twice is fine.
    synchronized void ask() {
        asked = true;
        if (inStep != null) {
            inStep.interrupt();
        }
    }

    synchronized boolean isAsked() {
        return asked;
    }

    /// Runs a step that [#ask] may interrupt.
    ///
    /// @throws InterruptedException where somebody else interrupted it
    <T> T unless(Step<T> step)
            throws Stopped,
                    DiscoveryRefusedException,
                    ConfigException,
                    IOException,
                    InterruptedException {
        begin();
        try {
            T result = step.run();
            end();
            return result;
        } catch (InterruptedException e) {
            if (isAsked()) {
                throw new Stopped();
            }
            throw e;
        } finally {
            end();
        }
    }

    private synchronized void begin() throws Stopped {
        if (asked) {
            throw new Stopped();
        }
        inStep = Thread.currentThread();
    }

    /// The interrupt was for the step, not for what comes after it.
    private synchronized void end() {
        if (inStep != null && asked) {
            boolean _ = Thread.interrupted();
        }
        inStep = null;
    }
}
