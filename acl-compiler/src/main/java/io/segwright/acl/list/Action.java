package io.segwright.acl.list;

/// What a line does with a packet that it matches.
public enum Action {
    PERMIT,
    DENY
}
