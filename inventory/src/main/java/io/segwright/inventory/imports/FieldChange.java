package io.segwright.inventory.imports;

/// One field of a device as a source said it, and says it.
///
/// @param field e.g. `serial`, `address 192.0.2.7 in default`, `interface xe-0/0/0`
/// @param before empty where the source did not say it
/// @param after empty where it says it no more
public record FieldChange(String field, String before, String after) {}
