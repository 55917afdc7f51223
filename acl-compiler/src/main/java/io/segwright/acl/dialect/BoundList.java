package io.segwright.acl.dialect;

import io.segwright.acl.list.AccessList;

/// A list and where it is bound: what a dialect writes, and what it reads.
public record BoundList(AccessList list, Place place) {}
