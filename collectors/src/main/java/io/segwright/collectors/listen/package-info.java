/// Listens for flow datagrams on one UDP port and hands on flow records.
///
/// ```
/// socket --DatagramPacket--> FlowListener --bytes--> FlowIntake --version--> NetFlow v9 | IPFIX --> FlowSink
///                            (Netty, 1 thread)       (no Netty, one lock)
/// ```
///
/// [FlowIntake] is the whole of it but the socket, so that captures can be read by the same code. One thread receives
/// and decodes: an exporter's datagrams stay in order, and nothing is queued that could grow. When the sink is slow
/// the kernel drops, and [ListenerCounters#socketDrops] says so. Start at [FlowListener].
@NullMarked
package io.segwright.collectors.listen;

import org.jspecify.annotations.NullMarked;
