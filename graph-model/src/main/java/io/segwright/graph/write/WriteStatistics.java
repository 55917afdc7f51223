package io.segwright.graph.write;

/// What has been written since the graph was opened.
///
/// @param commits transactions made durable; a call that changes nothing makes none
/// @param vertices added: facts and anchors
/// @param edges added: polls are edges
/// @param closed facts closed or retracted
public record WriteStatistics(long commits, long vertices, long edges, long closed) {
    static final WriteStatistics NONE = new WriteStatistics(0, 0, 0, 0);

    WriteStatistics plus(Batch batch) {
        return new WriteStatistics(
                commits + 1,
                vertices + batch.vertices(),
                edges + batch.edges(),
                closed + batch.closed());
    }
}
