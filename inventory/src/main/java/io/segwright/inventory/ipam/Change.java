package io.segwright.inventory.ipam;

/// What a decision alters: an object as it is from now on, or one that is no more.
public sealed interface Change {
    record RequestPut(Request request) implements Change {}

    record SpacePut(Space space) implements Change {}

    record SpaceGone(int id) implements Change {}

    /// A closed request that is so old that only the graph and the audit log keep it.
    record RequestForgotten(int id) implements Change {}
}
