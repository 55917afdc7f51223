/// A whole generated network whose truth is known, and that network running on loopback.
///
/// [Estate#generate] is a pure function of its [EstateSpec]: the same seed gives the same estate, byte for byte. An estate
/// knows its devices, hosts, silent devices, the gaps that were planted, the flows to come, and the files a user would
/// have: allocations and policy. [Estate#start] makes it answer. Everything that is to be polled has addresses of
/// 127.0.0.0/8, which Linux answers for without configuration; everything else is data only.
///
/// ```
/// 127.(64+site).0.0/18    management          100.(64+site).0.0/16   links, /31
/// 127.(64+site).128.0/18  loopbacks, /32      10.(100+site).0.0/16   hosts, a /24 a leaf
/// 127.64.250.0/24         jump hosts          fd10: fd20: fd30:      the same in IPv6: hosts, links, loopbacks
/// ```
/// Start at [Estate].
@NullMarked
package io.segwright.lab.estate;

import org.jspecify.annotations.NullMarked;
