package io.segwright.lab.exporter;

import java.nio.ByteBuffer;

/// One field of a template and how a flow fills it. Numbers: IANA IPFIX Information Elements, the same in RFC 3954.
///
/// @param id information element
/// @param length octets; [#VARIABLE] where each value says its own
/// @param enterprise private enterprise number, 0 for IANA's
/// @param value writes exactly `length` octets, or length and value where it is variable
record Field(int id, int length, int enterprise, Value value) {
    static final int VARIABLE = 0xffff;

    /// When and by whom a flow is exported.
    ///
    /// @param nowMillis export time since 1970
    /// @param bootMillis when the exporter started, since 1970
    /// @param sampler the sampler's id
    record Moment(long nowMillis, long bootMillis, int sampler) {
        long endMillis(ExportedFlow flow) {
            return nowMillis - flow.endedMillisAgo();
        }

        long startMillis(ExportedFlow flow) {
            return endMillis(flow) - flow.durationMillis();
        }
    }

    /// Fills a field.
    interface Value {
        void put(ByteBuffer out, ExportedFlow flow, Moment moment);
    }

    static Field of(int id, int length, Value value) {
        return new Field(id, length, 0, value);
    }
}
