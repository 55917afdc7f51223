package io.segwright.bench;

/// How large an SNMP benchmark is.
///
/// @param devices agents
/// @param atOnce polls in flight
/// @param rounds how often everything is polled, warm-up included
record SnmpLoad(int devices, int atOnce, int rounds) {
    /// The same by `-Dsegwright.bench.devices=N` and so on, for trying things out.
    SnmpLoad withProperties() {
        return new SnmpLoad(
                Integer.getInteger("segwright.bench.devices", devices),
                Integer.getInteger("segwright.bench.atOnce", atOnce),
                Integer.getInteger("segwright.bench.rounds", rounds));
    }
}
