/// Flow exporters that send real NetFlow v9 (RFC 3954) and IPFIX (RFC 7011) over UDP from an address of their own.
///
/// Templates and sampling options go first and again every few datagrams; data are for both IP families. Written by
/// hand, back to the RFCs' figures, so that it shares nothing with the decoders it feeds. Start at [FlowExporter].
@NullMarked
package io.segwright.lab.exporter;

import org.jspecify.annotations.NullMarked;
