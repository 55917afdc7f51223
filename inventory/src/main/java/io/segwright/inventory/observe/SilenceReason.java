package io.segwright.inventory.observe;

/// Why an address that should be a device gave no usable answer.
public enum SilenceReason {
    /// Nothing came back: no device, filtered, or (v1/v2c) a wrong community, which SNMP answers with silence.
    TIMEOUT,
    /// SNMPv3 report usmStatsUnknownUserNames.
    UNKNOWN_USER,
    /// SNMPv3 report usmStatsWrongDigests: the authentication key is wrong.
    WRONG_AUTH_KEY,
    /// The engine answered discovery, then fell silent on encrypted requests: the privacy key is wrong.
    WRONG_PRIVACY_KEY,
    /// SNMPv3 report usmStatsNotInTimeWindows that did not heal, or an access-control error.
    NOT_AUTHORIZED,
    /// An ICMP port-unreachable came back: a host, but no agent on that port.
    REFUSED,
    /// No credential is bound to the address's range or site.
    NO_CREDENTIAL,
    /// It answered, but its answers broke the protocol or exceeded a limit.
    PROTOCOL_ERROR
}
