package io.segwright.collectors.flow;

import java.util.Arrays;
import java.util.List;

/// A template as its exporter sent it, with the plan that it was compiled to. Immutable.
public final class Template {
    /// The lowest number that is no set's own (RFC 7011 sec. 3.3.2).
    public static final int ID_MIN = 256;

    /// What the records of a template are about.
    public enum Kind {
        /// Flows.
        FLOWS,
        /// The exporter itself: samplers, system time, interface names.
        OPTIONS
    }

    private final int id;
    private final Kind kind;
    private final byte[] definition; // as on the wire: the smallest form that tells two apart
    private final DecodePlan plan;

    private Template(int id, Kind kind, byte[] definition, DecodePlan plan) {
        this.id = id;
        this.kind = kind;
        this.definition = definition;
        this.plan = plan;
    }

    /// @param fields in wire order, scope fields first
    /// @param bytes the datagram, which holds the template's definition from `from` to `to`
    /// @throws MalformedException when a field has a length that its element cannot have
    public static Template compile(
            int id, Kind kind, List<TemplateField> fields, byte[] bytes, int from, int to)
            throws MalformedException {
        DecodePlan plan = DecodePlan.compile(fields, from);
        return new Template(id, kind, Arrays.copyOfRange(bytes, from, to), plan);
    }

    /// 256..65535.
    public int id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    public DecodePlan plan() {
        return plan;
    }

    boolean isSameAs(Template other) {
        return kind == other.kind && Arrays.equals(definition, other.definition);
    }
}
