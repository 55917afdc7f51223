package io.segwright.collectors.ipfix;

import io.segwright.collectors.flow.FlowLimits;
import io.segwright.collectors.flow.Malformation;
import io.segwright.collectors.flow.MalformedException;
import io.segwright.collectors.flow.NetworkOrder;
import io.segwright.collectors.flow.Template;
import io.segwright.collectors.flow.TemplateField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Reads template and options template sets (RFC 7011 sec. 3.4), behind their set header.
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |      Template ID (> 255)      |         Field Count           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |      Scope Field Count, of an options template only           |   2 bytes
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |E|  Information Element ident. |        Field Length           |   once a field
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                      Enterprise Number                        |   only where E is 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// Scope fields come first, are elements like the others, and count into the field count.
final class IpfixTemplates {
    private static final int COUNT_OFFSET = 2;
    private static final int HEADER_LENGTH = 4;
    private static final int SCOPE_COUNT_LENGTH = 2;
    private static final int FIELD_LENGTH_OFFSET = 2;
    private static final int FIELD_LENGTH = 4;
    private static final int ENTERPRISE_OFFSET = 4;
    private static final int ENTERPRISE_FIELD_LENGTH = 8;
    private static final int ENTERPRISE_BIT = 0x8000;
    private static final int ALL_TEMPLATES = 2; // without fields: withdraws them all (sec. 8.1)
    private static final int ALL_OPTIONS_TEMPLATES = 3;

    private IpfixTemplates() {}

    /// @param withdrawn called for each template without fields: a withdrawal
    /// @throws MalformedException at the first template that is wrong; those before it have been handed on
    static void read(
            Template.Kind kind,
            byte[] bytes,
            int from,
            int end,
            Consumer<Template> into,
            Runnable withdrawn)
            throws MalformedException {
        int at = from;
        while (end - at >= HEADER_LENGTH && !NetworkOrder.isZero(bytes, at, end)) {
            int id = NetworkOrder.u16(bytes, at);
            int count = NetworkOrder.u16(bytes, at + COUNT_OFFSET);
            if (count == 0) {
                requireWithdrawable(id, at);
                withdrawn.run();
                at += HEADER_LENGTH; // a withdrawal has no scope count (sec. 8.1)
                continue;
            }
            requireId(id, at);
            at = template(kind, id, count, bytes, at, end, into);
        }
    }

    private static int template(
            Template.Kind kind,
            int id,
            int count,
            byte[] bytes,
            int from,
            int end,
            Consumer<Template> into)
            throws MalformedException {
        if (count > FlowLimits.FIELDS_PER_TEMPLATE) {
            throw new MalformedException(
                    Malformation.TEMPLATE_SIZE,
                    "field count at byte %d is %d, want <= %d"
                            .formatted(from + COUNT_OFFSET, count, FlowLimits.FIELDS_PER_TEMPLATE));
        }
        int at = from + HEADER_LENGTH;
        if (kind == Template.Kind.OPTIONS) {
            requireScopes(bytes, at, end, count);
            at += SCOPE_COUNT_LENGTH;
        }
        List<TemplateField> fields = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            TemplateField field = field(bytes, at, end, i, count);
            fields.add(field);
            at += isEnterprise(bytes, at) ? ENTERPRISE_FIELD_LENGTH : FIELD_LENGTH;
        }
        into.accept(Template.compile(id, kind, fields, bytes, from, at));
        return at;
    }

    private static void requireWithdrawable(int id, int at) throws MalformedException {
        if (id != ALL_TEMPLATES && id != ALL_OPTIONS_TEMPLATES) {
            requireId(id, at);
        }
    }

    private static void requireId(int id, int at) throws MalformedException {
        if (id < Template.ID_MIN) {
            throw new MalformedException(
                    Malformation.TEMPLATE_ID,
                    "template id at byte %d is %d, want >= %d".formatted(at, id, Template.ID_MIN));
        }
    }

    private static void requireScopes(byte[] bytes, int at, int end, int count)
            throws MalformedException {
        if (end - at < SCOPE_COUNT_LENGTH) {
            throw tooShort(at, end, 0, count);
        }
        int scopes = NetworkOrder.u16(bytes, at);
        if (scopes == 0 || scopes > count) {
            throw new MalformedException(
                    Malformation.SCOPE,
                    "scope field count at byte %d is %d, want 1..%d".formatted(at, scopes, count));
        }
    }

    private static TemplateField field(byte[] bytes, int at, int end, int index, int count)
            throws MalformedException {
        if (end - at < FIELD_LENGTH) {
            throw tooShort(at, end, index, count);
        }
        int length = NetworkOrder.u16(bytes, at + FIELD_LENGTH_OFFSET);
        int id = NetworkOrder.u16(bytes, at);
        if (!isEnterprise(bytes, at)) {
            return new TemplateField(0, id, length);
        }
        if (end - at < ENTERPRISE_FIELD_LENGTH) {
            throw tooShort(at, end, index, count);
        }
        long enterprise = NetworkOrder.u32(bytes, at + ENTERPRISE_OFFSET);
        return new TemplateField(enterprise, id & ~ENTERPRISE_BIT, length);
    }

    private static boolean isEnterprise(byte[] bytes, int at) {
        return (NetworkOrder.u16(bytes, at) & ENTERPRISE_BIT) != 0;
    }

    private static MalformedException tooShort(int at, int end, int index, int count) {
        return new MalformedException(
                Malformation.TEMPLATE_LENGTH,
                "template field %d of %d at byte %d has %d bytes left in its set, want >= %d"
                        .formatted(index + 1, count, at, end - at, FIELD_LENGTH));
    }
}
