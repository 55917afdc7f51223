package io.segwright.collectors.flow;

/// Within one exporter: where a template or a sequence number means something.
///
/// @param sourcePort of the exporter, 0 under [SessionScope#ADDRESS]
/// @param version 9 or 10: the two protocols number apart
/// @param domain v9 source id or IPFIX observation domain, unsigned 32 bits
public record DomainKey(int sourcePort, int version, long domain) {}
