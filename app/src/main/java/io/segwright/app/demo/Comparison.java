package io.segwright.app.demo;

import io.segwright.inventory.coverage.CoverageReport;
import io.segwright.inventory.coverage.Gap;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.Platform;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.lab.device.LabDevice;
import io.segwright.lab.device.Vendor;
import io.segwright.lab.estate.Estate;
import io.segwright.lab.estate.PlantedGap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What was found against what is true.
///
/// @param expected devices that answer and may be contacted
/// @param found of those: in the inventory exactly once
/// @param wrong devices of the inventory that are not one true device, or say something untrue of it
/// @param gapsPlanted what a good inventory lists
/// @param gapsListed what ours lists
/// @param complaints one line for each difference
record Comparison(
        int expected,
        int found,
        int wrong,
        int gapsPlanted,
        int gapsListed,
        List<String> complaints) {
    Comparison {
        complaints = List.copyOf(complaints);
    }

    static Comparison of(Estate estate, InventorySnapshot inventory, CoverageReport coverage) {
        List<String> complaints = new ArrayList<>();
        int found = 0;
        for (LabDevice truth : estate.devices()) {
            List<Device> matches =
                    inventory.devices().stream().filter(d -> answersAs(d, truth)).toList();
            if (matches.size() == 1) {
                found++;
            } else {
                complaints.add(
                        truth.system().name()
                                + " ("
                                + truth.managementAddress()
                                + ") is in the inventory "
                                + matches.size()
                                + " times: want once");
            }
        }
        int wrong = 0;
        for (Device device : inventory.devices()) {
            List<String> untrue = untrue(device, estate);
            wrong += untrue.isEmpty() ? 0 : 1;
            complaints.addAll(untrue);
        }
        complaints.addAll(gapDifferences(estate.gaps(), coverage.gaps()));
        return new Comparison(
                estate.devices().size(),
                found,
                wrong,
                estate.gaps().size(),
                coverage.gaps().size(),
                complaints);
    }

    private static boolean answersAs(Device device, LabDevice truth) {
        return device.managementAddresses().stream()
                .map(IpAddress::toString)
                .anyMatch(truth.answersAt()::contains);
    }

    private static List<String> untrue(Device device, Estate estate) {
        String who = device.name() + " (" + device.id() + ")";
        List<LabDevice> truths =
                estate.devices().stream().filter(t -> answersAs(device, t)).toList();
        if (truths.size() != 1) {
            return List.of(who + " answers as " + truths.size() + " true devices: want one");
        }
        LabDevice truth = truths.getFirst();
        List<String> untrue = new ArrayList<>();
        if (!device.name().equals(truth.system().name())) {
            untrue.add(who + ": name: want " + truth.system().name());
        }
        if (device.platform() != platform(truth.vendor())) {
            untrue.add(
                    who + ": platform " + device.platform() + ": want " + platform(truth.vendor()));
        }
        if (!device.serial().isEmpty() && !device.serial().equals(truth.hardware().serial())) {
            untrue.add(
                    who
                            + ": serial '"
                            + device.serial()
                            + "': want '"
                            + truth.hardware().serial()
                            + "' or none");
        }
        if (!device.site().equals(estate.sites().get(truth.site()).name())) {
            untrue.add(
                    who
                            + ": site "
                            + device.site()
                            + ": want "
                            + estate.sites().get(truth.site()).name());
        }
        return untrue;
    }

    private static Platform platform(Vendor vendor) {
        return switch (vendor) {
            case CISCO_IOS -> Platform.CISCO_IOS;
            case CISCO_NXOS -> Platform.CISCO_NXOS;
            case ARISTA_EOS -> Platform.ARISTA_EOS;
            case JUNIPER_JUNOS -> Platform.JUNIPER_JUNOS;
            case HUAWEI_VRP -> Platform.HUAWEI_VRP;
            case LINUX -> Platform.LINUX;
        };
    }

    private static List<String> gapDifferences(List<PlantedGap> planted, List<Gap> listed) {
        List<String> differences = new ArrayList<>();
        Set<Gap> explained = new HashSet<>();
        for (PlantedGap truth : planted) {
            List<Gap> same = listed.stream().filter(g -> isAbout(g, truth)).toList();
            explained.addAll(same);
            if (same.size() != 1) {
                differences.add(
                        "gap "
                                + truth.kind()
                                + " "
                                + truth.subject()
                                + " ("
                                + truth.why()
                                + ") is listed "
                                + same.size()
                                + " times: want once");
            }
        }
        listed.stream()
                .filter(g -> !explained.contains(g))
                .forEach(g ->
                        differences.add(
                                "gap "
                                        + g.kind()
                                        + " "
                                        + g.subject()
                                        + " is none: "
                                        + g.evidence()));
        return differences;
    }

    private static boolean isAbout(Gap gap, PlantedGap truth) {
        return gap.kind().name().equals(truth.kind().name())
                && (gap.subject().equals(truth.subject())
                        || truth.aliases().contains(gap.subject()));
    }
}
