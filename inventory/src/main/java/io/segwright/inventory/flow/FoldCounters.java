package io.segwright.inventory.flow;

/// How flows were folded, since the beginning.
///
/// An end counts as attributed where somebody answers for it and says for which service, as in
/// [io.segwright.inventory.attribute.Attribution#isAttributed].
///
/// @param received every flow
/// @param bothAttributed flows with both ends attributed
/// @param oneAttributed flows with one end attributed
/// @param noneAttributed flows with no end attributed
/// @param overflowed flows that went into an [Overflow], since there were too many conversations
public record FoldCounters(
        long received,
        long bothAttributed,
        long oneAttributed,
        long noneAttributed,
        long overflowed) {}
