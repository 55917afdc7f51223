package io.segwright.collectors.flow;

import java.util.List;

/// The information elements that a flow record is made of; every other one is skipped by its length.
///
/// NetFlow v9 field types 1..127 and IPFIX element numbers are one number space (RFC 7012 sec. 4.1.2), and exporters
/// of v9 use the higher ones too, so one table serves both.
public enum FlowElement {
    OCTET_DELTA(1),
    PACKET_DELTA(2),
    PROTOCOL(4),
    TCP_FLAGS(6),
    SOURCE_PORT(7),
    SOURCE_V4(8, Form.ADDRESS_V4),
    INGRESS_INTERFACE(10),
    DESTINATION_PORT(11),
    DESTINATION_V4(12, Form.ADDRESS_V4),
    END_UPTIME(21),
    START_UPTIME(22),
    POST_OCTET_DELTA(23),
    POST_PACKET_DELTA(24),
    SOURCE_V6(27, Form.ADDRESS_V6),
    SOURCE_V6_LOW,
    DESTINATION_V6(28, Form.ADDRESS_V6),
    DESTINATION_V6_LOW,
    ICMP_TYPE_CODE_V4(32),
    SAMPLING_INTERVAL(34),
    SAMPLER_ID(48),
    SAMPLER_RANDOM_INTERVAL(50),
    OCTET_TOTAL(85),
    PACKET_TOTAL(86),
    ICMP_TYPE_CODE_V6(139),
    START_SECONDS(150),
    END_SECONDS(151),
    START_MILLIS(152),
    END_MILLIS(153),
    START_MICROS(154, Form.NTP_TIME),
    END_MICROS(155, Form.NTP_TIME),
    START_NANOS(156, Form.NTP_TIME),
    END_NANOS(157, Form.NTP_TIME),
    START_DELTA_MICROS(158),
    END_DELTA_MICROS(159),
    SYSTEM_INIT_MILLIS(160),
    DURATION_MILLIS(161),
    ICMP_TYPE_V4(176),
    ICMP_CODE_V4(177),
    ICMP_TYPE_V6(178),
    ICMP_CODE_V6(179),
    UDP_SOURCE_PORT(180),
    UDP_DESTINATION_PORT(181),
    TCP_SOURCE_PORT(182),
    TCP_DESTINATION_PORT(183),
    INITIATOR_OCTETS(231),
    RESPONDER_OCTETS(232),
    INITIATOR_PACKETS(298),
    RESPONDER_PACKETS(299),
    SELECTOR_ID(302),
    SAMPLING_PACKET_INTERVAL(305),
    SAMPLING_PACKET_SPACE(306),
    SAMPLING_SIZE(309),
    SAMPLING_POPULATION(310),
    OBSERVATION_SECONDS(322),
    OBSERVATION_MILLIS(323),
    /// Element 1 under enterprise 29305: the other direction of a biflow (RFC 5103 sec. 6.1).
    REVERSE_OCTET_DELTA,
    /// Element 2 under enterprise 29305.
    REVERSE_PACKET_DELTA;

    /// How the bytes of an element are read.
    enum Form {
        /// 1..8 bytes; any other width is skipped.
        NUMBER,
        /// 4 bytes.
        ADDRESS_V4,
        /// 16 bytes, into two slots.
        ADDRESS_V6,
        /// 8 bytes: seconds since 1900 and a fraction (RFC 7011 sec. 6.1.9).
        NTP_TIME
    }

    static final List<FlowElement> ALL = List.of(values());
    private static final long REVERSE_ENTERPRISE = 29_305;
    private static final int ID_MAX = 323;
    private static final byte[] ORDINAL_BY_ID = ordinalById();

    private final int id;
    private final Form form;

    /// Without a number of its own on the wire.
    FlowElement() {
        this(-1, Form.NUMBER);
    }

    FlowElement(int id) {
        this(id, Form.NUMBER);
    }

    FlowElement(int id, Form form) {
        this.id = id;
        this.form = form;
    }

    private static byte[] ordinalById() {
        byte[] ordinals = new byte[ID_MAX + 1];
        for (FlowElement element : ALL) {
            if (element.id > 0) {
                ordinals[element.id] = (byte) (element.slot() + 1);
            }
        }
        return ordinals;
    }

    Form form() {
        return form;
    }

    /// The element's place in [RecordSlots]: dense, and of this run of the program only.
    @SuppressWarnings("EnumOrdinal") // an array index on the hot path; stored nowhere
    int slot() {
        return ordinal();
    }

    /// @return the element's slot, or -1 for one that a flow record does not need
    static int slotOf(TemplateField field) {
        if (field.enterprise() == REVERSE_ENTERPRISE) {
            return switch (field.id()) {
                case 1 -> REVERSE_OCTET_DELTA.slot();
                case 2 -> REVERSE_PACKET_DELTA.slot();
                default -> -1;
            };
        }
        return field.enterprise() != 0 || field.id() > ID_MAX ? -1 : ORDINAL_BY_ID[field.id()] - 1;
    }
}
