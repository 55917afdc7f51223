package io.segwright.acl.yaml;

/// Text that the strict reader refuses. The message begins with the position: `policy.yaml:3:1: ...`.
public final class YamlFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Position position;

    YamlFormatException(Position position, String text) {
        super(position + ": " + text);
        this.position = position;
    }

    public Position position() {
        return position;
    }
}
