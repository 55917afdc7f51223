package io.segwright.lab.estate;

import io.segwright.lab.device.AccessKind;
import io.segwright.lab.device.LabDevice;
import io.segwright.lab.device.LabDevice.SerialPlace;
import io.segwright.lab.device.Vendor;
import java.util.List;

/// What tempts an inventory to merge two devices, or to split one.
final class Traps {
    private static final int VERSION_ONE_DEVICES = 2;
    static final String MASKED_SERIAL = "<private>";
    static final String CONSTANT_SERIAL = "0123456789";

    private Traps() {}

    /// @param leaves every leaf, in order
    static void plant(List<Draft> leaves) {
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i).hardware.serialPlace() == SerialPlace.NOWHERE) {
                continue;
            }
            if (i % 23 == 4) {
                showSerial(leaves.get(i), MASKED_SERIAL);
            } else if (i % 29 == 7) {
                showSerial(leaves.get(i), CONSTANT_SERIAL);
            }
        }
        sameName(leaves.get(1), leaves.getLast());
        List<Draft> eos = leaves.stream().filter(l -> l.vendor == Vendor.ARISTA_EOS).toList();
        if (eos.size() > 1) {
            eos.getLast().engineId = eos.getFirst().engineId; // a configuration was copied
        }
        leaves.stream()
                .filter(l -> l.vendor == Vendor.CISCO_IOS && l.speaksLldp())
                .limit(VERSION_ONE_DEVICES)
                .forEach(l -> l.access = AccessKind.V1_ONLY);
    }

    private static void showSerial(Draft draft, String shown) {
        LabDevice.Hardware h = draft.hardware;
        draft.hardware =
                new LabDevice.Hardware(
                        h.model(),
                        h.serial(),
                        shown,
                        h.serialPlace(),
                        h.software(),
                        h.chassisMac());
    }

    private static void sameName(Draft first, Draft second) {
        LabDevice.SystemGroup s = second.system;
        second.system =
                new LabDevice.SystemGroup(
                        first.system.name(),
                        s.description(),
                        s.objectId(),
                        s.services(),
                        s.location());
    }
}
