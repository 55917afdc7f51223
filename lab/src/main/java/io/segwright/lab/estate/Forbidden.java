package io.segwright.lab.estate;

import io.segwright.lab.device.LabDevice;

/// A device that answers and is announced by its neighbours, but must never be contacted.
///
/// It counts neither as expected nor as a gap.
public record Forbidden(LabDevice device, Reason reason) {
    static final int EXCLUDED_THIRD = 200;
    static final int DO_NOT_POLL_THIRD = 210;

    /// What forbids it.
    public enum Reason {
        /// It lies in [Estate#excludeRange].
        EXCLUDE_RANGE,
        /// Its allocation says `do_not_poll`.
        ALLOCATION
    }
}
