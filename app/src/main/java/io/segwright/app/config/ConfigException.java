package io.segwright.app.config;

/// Something that the user configured is wrong. The message says where, what was wanted and how to fix it; no secret.
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}
