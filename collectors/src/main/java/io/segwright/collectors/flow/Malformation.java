package io.segwright.collectors.flow;

/// In which way a datagram broke its protocol: the label of a counter.
public enum Malformation {
    /// Shorter than the protocol's header.
    HEADER,
    /// The message's own length is not that of the datagram.
    MESSAGE_LENGTH,
    /// A set shorter than its header, or longer than the message.
    SET_LENGTH,
    /// A set number that the protocol keeps for later.
    SET_ID,
    /// A template number below 256.
    TEMPLATE_ID,
    /// A template with more fields than its set holds.
    TEMPLATE_LENGTH,
    /// A template with more fields than our bound.
    TEMPLATE_SIZE,
    /// A field whose length its element cannot have, or records of no length.
    FIELD_LENGTH,
    /// Scope fields that do not fit their template.
    SCOPE,
    /// A record that runs past the end of its set.
    RECORD_LENGTH
}
