package io.segwright.collectors.flow;

/// One field of a template.
///
/// @param enterprise private enterprise number, 0 for IANA's elements
/// @param id the element's number, 0..65535 (NetFlow v9) or 0..32767 (IPFIX)
/// @param length in bytes, or [#VARIABLE]
public record TemplateField(long enterprise, int id, int length) {
    /// The length that says: each record carries its own (RFC 7011 sec. 7). Some v9 exporters use it too.
    public static final int VARIABLE = 65_535;

    /// An element that is skipped whatever its number: a NetFlow v9 scope, whose types are a number space apart.
    public static TemplateField skipped(int length) {
        return new TemplateField(0, 0, length);
    }
}
