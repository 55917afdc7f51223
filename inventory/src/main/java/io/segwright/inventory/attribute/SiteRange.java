package io.segwright.inventory.attribute;

import io.segwright.inventory.net.Prefix;

/// A prefix in which a site's devices are expected.
public record SiteRange(String site, Prefix prefix) {}
