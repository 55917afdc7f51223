package io.segwright.lab.agent;

/// One way an agent lets somebody read. A version without any is met with silence.
public sealed interface SnmpAccess {
    /// SNMPv1 only.
    record V1(String community) implements SnmpAccess {
        @Override
        public String toString() {
            return "V1[community redacted]";
        }
    }

    /// SNMPv2c, and v1 with the same community, as real agents do.
    record V2c(String community) implements SnmpAccess {
        @Override
        public String toString() {
            return "V2c[community redacted]";
        }
    }

    /// SNMPv3 with authentication and privacy; anything less gets authorizationError.
    record V3(UsmUser user) implements SnmpAccess {}
}
