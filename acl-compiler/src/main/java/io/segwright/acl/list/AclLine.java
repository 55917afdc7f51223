package io.segwright.acl.list;

/// One line of an access list.
///
/// @param why where it comes from: the policy rule's name and position, for remarks and `explain`; empty for a line
///     that was read from a device
public record AclLine(Action action, Match match, String why) {}
