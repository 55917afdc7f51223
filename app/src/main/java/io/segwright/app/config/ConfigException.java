package io.segwright.app.config;

import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;

/// Something that the user configured is wrong. The message says where, what was wanted and how to fix it; no secret.
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }

    /// Of a file that is there and cannot be read as text.
    ///
    /// @param reason an `IOException`, or one unchecked
    static ConfigException unreadable(Path file, Exception reason) {
        Throwable inner = reason.getCause();
        Throwable cause = inner == null ? reason : inner;
        return new ConfigException(
                cause instanceof CharacterCodingException
                        ? file + " is not UTF-8 text: restore it, or move it away"
                        : file + " cannot be read: " + cause.getMessage());
    }
}
