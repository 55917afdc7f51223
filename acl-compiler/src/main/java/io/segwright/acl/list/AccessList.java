package io.segwright.acl.list;

import java.util.List;

/// First-match lines for both families, ended by an implicit deny.
///
/// @param name a word of letters, digits, `-` and `_`, starting with a letter, at most 60 characters
public record AccessList(String name, List<AclLine> lines) {
    public AccessList {
        lines = List.copyOf(lines);
        if (!name.matches("[A-Za-z][A-Za-z0-9_-]{0,59}")) {
            throw new IllegalArgumentException(
                    "access list name '"
                            + name
                            + "': want a letter, then at most 59 letters, digits, - or _");
        }
    }
}
