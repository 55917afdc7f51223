package io.segwright.acl.intent;

import io.segwright.acl.list.Match;

/// Packets that the policy permits.
///
/// @param why the policy line: file, line, rule name, owner, ticket
public record Grant(Match match, String why) {}
