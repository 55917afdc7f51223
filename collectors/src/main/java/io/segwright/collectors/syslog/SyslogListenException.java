package io.segwright.collectors.syslog;

/// A syslog port could not be opened. The message says why and what to do, in one line for the user.
public final class SyslogListenException extends Exception {
    private static final long serialVersionUID = 1L;

    public SyslogListenException(String message, Throwable cause) {
        super(message, cause);
    }
}
