package io.segwright.collectors.imports.netbox;

import java.time.Duration;

/// Waits when a server asks for it.
@FunctionalInterface
public interface Pause {
    /// By the clock on the wall.
    Pause REAL = Thread::sleep;

    void of(Duration wait) throws InterruptedException;
}
