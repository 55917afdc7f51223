package io.segwright.inventory.observe;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Vrf;

/// A reason to believe that two observations are of one device. A name or a site is never one.
///
/// Each prints as `kind:value`, which is also its form in the graph.
public sealed interface IdentityKey {
    /// A chassis serial counts only together with its manufacturer: constants and reuse across vendors are common.
    ///
    /// @param manufacturer trimmed, lower case
    /// @param serial trimmed, upper case
    record ManufacturerSerial(String manufacturer, String serial) implements IdentityKey {
        @Override
        public String toString() {
            return "serial:" + manufacturer + "/" + serial;
        }
    }

    /// The LLDP local chassis id where its subtype is MAC.
    record ChassisMac(MacAddress mac) implements IdentityKey {
        @Override
        public String toString() {
            return "chassis-mac:" + mac;
        }
    }

    /// snmpEngineID (RFC 3411 sec. 5), in lower-case hex. Weak where its format octet says that it is an IP
    /// address (1, 2), and cloned together with a configuration.
    record EngineId(String hex) implements IdentityKey {
        @Override
        public String toString() {
            return "engine-id:" + hex;
        }
    }

    /// dot1dBaseBridgeAddress.
    record BridgeMac(MacAddress mac) implements IdentityKey {
        @Override
        public String toString() {
            return "bridge-mac:" + mac;
        }
    }

    /// A host address (/32, /128) on a loopback interface; anycast ones must not be declared as such.
    record LoopbackAddress(Vrf vrf, IpAddress address) implements IdentityKey {
        @Override
        public String toString() {
            return "loopback:" + vrf + "/" + address;
        }
    }
}
