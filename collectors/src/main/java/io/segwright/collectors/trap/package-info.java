/// Listens for SNMP traps and informs on one UDP port and hands on what was understood.
///
/// ```
/// socket --datagram--> SenderQueue --one thread--> NotificationDecoder --Notification--> NotificationSink
///    ^------------------------- answer to an inform, or a report ------------|
/// ```
///
/// Start at [TrapListener]; which notifications mean that something changed says [TrapMeaning].
@NullMarked
package io.segwright.collectors.trap;

import org.jspecify.annotations.NullMarked;
