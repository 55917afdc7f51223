package io.segwright.lab.estate;

import io.segwright.lab.exporter.ExportedFlow;

/// A flow record to come, with what is true of it.
///
/// @param rule the policy rule that permits the conversation; empty where none does
/// @param ends whether both addresses are allocated
public record PlannedFlow(ExportedFlow flow, String rule, Ends ends) {
    /// What an inventory can know of the addresses.
    public enum Ends {
        ATTRIBUTABLE,
        ONE_UNKNOWN
    }
}
