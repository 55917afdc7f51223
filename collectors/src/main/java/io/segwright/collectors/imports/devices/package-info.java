/// Lists of devices as CSV, JSON, JSON lines or YAML, read through a mapping from their fields to ours.
///
/// A mapping names for each target field where it comes from and what is done to it; without one, a file whose columns
/// have our names is read as it is. All or nothing: one wrong row and nothing is imported, and every wrong cell is named
/// with its place. Start at [DeviceList] and [DeviceMapping].
@NullMarked
package io.segwright.collectors.imports.devices;

import org.jspecify.annotations.NullMarked;
