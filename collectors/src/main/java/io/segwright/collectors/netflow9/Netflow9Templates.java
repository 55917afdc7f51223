package io.segwright.collectors.netflow9;

import io.segwright.collectors.flow.FlowLimits;
import io.segwright.collectors.flow.Malformation;
import io.segwright.collectors.flow.MalformedException;
import io.segwright.collectors.flow.NetworkOrder;
import io.segwright.collectors.flow.Template;
import io.segwright.collectors.flow.TemplateField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Reads the two kinds of template FlowSet (RFC 3954 sec. 5.2 and 6.1), behind their set header.
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |      Template ID 256          |         Field Count           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |        Field Type 1           |         Field Length 1        |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |         Template ID           |      Option Scope Length      |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |        Option Length          |       Scope 1 Field Type      |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |     Scope 1 Field Length      |      Option 1 Field Type      |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |     Option 1 Field Length     |             Padding           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
final class Netflow9Templates {
    private static final int COUNT_OFFSET = 2;
    private static final int TEMPLATE_HEADER_LENGTH = 4;
    private static final int SCOPE_LENGTH_OFFSET = 2;
    private static final int OPTION_LENGTH_OFFSET = 4;
    private static final int OPTIONS_HEADER_LENGTH = 6;
    private static final int FIELD_LENGTH_OFFSET = 2;
    private static final int FIELD_LENGTH = 4;

    private Netflow9Templates() {}

    /// @throws MalformedException at the first template that is wrong; those before it have been handed on
    static void flows(byte[] bytes, int from, int end, Consumer<Template> into)
            throws MalformedException {
        int at = from;
        while (end - at >= TEMPLATE_HEADER_LENGTH && !NetworkOrder.isZero(bytes, at, end)) {
            int id = templateId(bytes, at);
            int count = NetworkOrder.u16(bytes, at + COUNT_OFFSET);
            requireFields(at + COUNT_OFFSET, count, (end - at - TEMPLATE_HEADER_LENGTH) / 4);
            int fieldsAt = at + TEMPLATE_HEADER_LENGTH;
            int fieldsEnd = fieldsAt + count * FIELD_LENGTH;
            List<TemplateField> fields = fields(bytes, fieldsAt, fieldsEnd);
            into.accept(Template.compile(id, Template.Kind.FLOWS, fields, bytes, at, fieldsEnd));
            at = fieldsEnd;
        }
    }

    /// @throws MalformedException at the first template that is wrong; those before it have been handed on
    static void options(byte[] bytes, int from, int end, Consumer<Template> into)
            throws MalformedException {
        int at = from;
        while (end - at >= OPTIONS_HEADER_LENGTH && !NetworkOrder.isZero(bytes, at, end)) {
            int id = templateId(bytes, at);
            int scopeBytes = NetworkOrder.u16(bytes, at + SCOPE_LENGTH_OFFSET);
            int optionBytes = NetworkOrder.u16(bytes, at + OPTION_LENGTH_OFFSET);
            requireWholeFields("scope length", at + SCOPE_LENGTH_OFFSET, scopeBytes);
            requireWholeFields("option length", at + OPTION_LENGTH_OFFSET, optionBytes);
            int count = (scopeBytes + optionBytes) / FIELD_LENGTH;
            requireFields(at + SCOPE_LENGTH_OFFSET, count, (end - at - OPTIONS_HEADER_LENGTH) / 4);
            int scopeAt = at + OPTIONS_HEADER_LENGTH;
            int optionsAt = scopeAt + scopeBytes;
            int fieldsEnd = optionsAt + optionBytes;
            List<TemplateField> fields = new ArrayList<>(count);
            // Scope types are numbers of their own (1 system, 2 interface, ...): never elements.
            fields(bytes, scopeAt, optionsAt)
                    .forEach(scope -> fields.add(TemplateField.skipped(scope.length())));
            fields.addAll(fields(bytes, optionsAt, fieldsEnd));
            into.accept(Template.compile(id, Template.Kind.OPTIONS, fields, bytes, at, fieldsEnd));
            at = fieldsEnd;
        }
    }

    private static int templateId(byte[] bytes, int at) throws MalformedException {
        int id = NetworkOrder.u16(bytes, at);
        if (id < Template.ID_MIN) {
            throw new MalformedException(
                    Malformation.TEMPLATE_ID,
                    "template id at byte %d is %d, want >= %d".formatted(at, id, Template.ID_MIN));
        }
        return id;
    }

    private static void requireFields(int at, int count, int room) throws MalformedException {
        if (count > room) {
            throw new MalformedException(
                    Malformation.TEMPLATE_LENGTH,
                    "field count at byte %d is %d, want <= %d, which its set holds"
                            .formatted(at, count, room));
        }
        if (count > FlowLimits.FIELDS_PER_TEMPLATE) {
            throw new MalformedException(
                    Malformation.TEMPLATE_SIZE,
                    "field count at byte %d is %d, want <= %d"
                            .formatted(at, count, FlowLimits.FIELDS_PER_TEMPLATE));
        }
    }

    private static void requireWholeFields(String what, int at, int length)
            throws MalformedException {
        if (length % FIELD_LENGTH != 0) {
            throw new MalformedException(
                    Malformation.SCOPE,
                    "%s at byte %d is %d, want a multiple of %d"
                            .formatted(what, at, length, FIELD_LENGTH));
        }
    }

    private static List<TemplateField> fields(byte[] bytes, int from, int end) {
        List<TemplateField> fields = new ArrayList<>((end - from) / FIELD_LENGTH);
        for (int at = from; at < end; at += FIELD_LENGTH) {
            int type = NetworkOrder.u16(bytes, at);
            int length = NetworkOrder.u16(bytes, at + FIELD_LENGTH_OFFSET);
            fields.add(new TemplateField(0, type, length));
        }
        return fields;
    }
}
