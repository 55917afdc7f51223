/// Addresses, prefixes, MACs and ports as small values over `long`s.
///
/// The only package that calls the IPAddress library, and only to parse and print: hot paths compare longs.
/// Start at [IpAddress].
@NullMarked
package io.segwright.inventory.net;

import org.jspecify.annotations.NullMarked;
