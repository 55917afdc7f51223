package io.segwright.graph.write;

/// A caller speaks of a device that was never added. Nothing was written for it.
public final class UnknownDeviceException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnknownDeviceException(String message) {
        super(message);
    }

    /// The same on the caller's thread.
    UnknownDeviceException again() {
        return new UnknownDeviceException(String.valueOf(getMessage()));
    }
}
