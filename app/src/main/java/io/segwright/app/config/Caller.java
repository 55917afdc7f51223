package io.segwright.app.config;

/// Who is running the program, for the audit log.
public final class Caller {
    private Caller() {}

    /// E.g. `user:anna`; with `sudo` the person who asked for it.
    public static String name() {
        String sudo = System.getenv("SUDO_USER");
        return "user:"
                + (sudo == null || sudo.isEmpty()
                        ? System.getProperty("user.name", "unknown")
                        : sudo);
    }
}
