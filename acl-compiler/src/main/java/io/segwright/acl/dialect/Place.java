package io.segwright.acl.dialect;

import io.segwright.acl.intent.Direction;
import io.segwright.acl.intent.EnforcementPoint;

/// Where on a device a list is bound: an [EnforcementPoint] without its device.
public sealed interface Place {
    /// Packets to the device's own addresses.
    record OwnAddresses() implements Place {
        @Override
        public String toString() {
            return "the device's own addresses";
        }
    }

    /// Packets forwarded from or to what lies behind an interface.
    record Interface(String name, Direction direction) implements Place {
        @Override
        public String toString() {
            return "interface " + name + (direction == Direction.IN ? " in" : " out");
        }
    }

    /// Packets bridged between ports of one bridge.
    record Bridged(String bridge) implements Place {
        @Override
        public String toString() {
            return "bridge " + bridge;
        }
    }

    /// Packets bridged between ports of any bridge: how [Bridged] reads back where a device has one list for bridges.
    record AllBridges() implements Place {
        @Override
        public String toString() {
            return "every bridge";
        }
    }

    static Place of(EnforcementPoint point) {
        return switch (point) {
            case EnforcementPoint.ManagementPlane _ -> new OwnAddresses();
            case EnforcementPoint.Segment s -> new Interface(s.interfaceName(), s.direction());
            case EnforcementPoint.SegmentBridge b -> new Bridged(b.interfaceName());
        };
    }
}
