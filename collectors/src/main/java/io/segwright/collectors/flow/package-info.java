/// What NetFlow v9 and IPFIX share: templates compiled to decode plans, and what an exporter's records mean.
///
/// Both protocols send a template (which element, how many bytes) and later data sets that only name it. A template
/// is compiled once to a [DecodePlan]; a record is then read by that plan into reused [RecordSlots], without
/// allocating, and [FlowAssembler] makes a flow record of the slots. A reader that wants no allocation at all takes
/// the slots instead.
///
/// Invariants: everything that a datagram can make grow has a bound in [FlowLimits]; nothing here throws at hostile
/// bytes but [MalformedException], which names the value and its offset; a loss is counted where it happens.
/// Nothing here is thread-safe: one thread, or one lock, owns a [TemplateCache] and its [Exporter]s.
/// Start at [DataSets], which turns one set into records.
@NullMarked
package io.segwright.collectors.flow;

import org.jspecify.annotations.NullMarked;
