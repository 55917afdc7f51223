package io.segwright.acl.verify;

/// What a proof cost, in figures that do not depend on the machine.
///
/// @param matches lines, grants and exclusions that were turned into sets of packets, of both families
/// @param nodes diagram nodes made, of both families
public record Effort(int matches, long nodes) {
    static final Effort NONE = new Effort(0, 0);

    Effort plus(Effort other) {
        return new Effort(matches + other.matches, nodes + other.nodes);
    }
}
