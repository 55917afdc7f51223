/// Files of others as values with places: bounded, strict, and every fault located.
///
/// JSON, JSON lines and YAML become one tree of [SourceNode]s, CSV rows ([CsvText]); what is packed with gzip or xz is unpacked on the way.
/// Nothing here knows what the values mean. Start at [SourceFile].
@NullMarked
package io.segwright.collectors.imports.text;

import org.jspecify.annotations.NullMarked;
