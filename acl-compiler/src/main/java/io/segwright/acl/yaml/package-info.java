/// A strict reader for the YAML that people write for this project: values with the line and column of each.
///
/// Plain YAML is full of surprises (`no` is false, `022` is 18, a second key of the same name wins silently, an alias
/// can blow up memory), so the library gives only its *events* and this package builds the tree. Every scalar stays
/// text; anchors, aliases, tags, directives, duplicate keys and second documents are refused; size and depth are
/// bounded. Start at [YamlReader].
@NullMarked
package io.segwright.acl.yaml;

import org.jspecify.annotations.NullMarked;
