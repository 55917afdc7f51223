package io.segwright.acl.list;

/// What a line wants of the connection tracker.
public enum ConnectionMatch {
    ANY,
    ESTABLISHED;

    public boolean matches(Connection connection) {
        return switch (this) {
            case ANY -> true;
            case ESTABLISHED -> connection == Connection.ESTABLISHED;
        };
    }
}
