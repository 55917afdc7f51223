package io.segwright.inventory.observe;

/// What a source may say of a device. Each may come from several sources, which may disagree.
public enum Attribute {
    NAME,
    VENDOR,
    /// The hardware, as the vendor orders it.
    MODEL,
    SERIAL,
    /// The operating system's family, e.g. `Junos`.
    OS,
    /// The operating system's version.
    VERSION,
    SITE,
    LOCATION,
    CONTACT,
    ROLE,
    /// The accountable team or person.
    OWNER,
    ASSET_TAG
}
