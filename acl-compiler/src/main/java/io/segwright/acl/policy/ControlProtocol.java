package io.segwright.acl.policy;

import java.util.Locale;

/// What a device may have to hear from its neighbours. What each one lets in is written at
/// `io.segwright.acl.intent.ControlPlane`.
public enum ControlProtocol {
    OSPF,
    ICMP,
    ND,
    BGP,
    BFD,
    VRRP;

    /// As the policy file writes it, e.g. `ospf`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
