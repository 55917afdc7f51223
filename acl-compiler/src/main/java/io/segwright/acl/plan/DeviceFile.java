package io.segwright.acl.plan;

import io.segwright.acl.compile.CompiledList;
import io.segwright.acl.dialect.BoundList;
import io.segwright.acl.dialect.Dialect;
import io.segwright.acl.dialect.Ios;
import io.segwright.acl.dialect.NfTables;
import io.segwright.acl.dialect.Parsing;
import io.segwright.acl.dialect.Place;
import io.segwright.acl.dialect.Rendering;
import io.segwright.acl.intent.EnforcementPoint;
import io.segwright.inventory.device.DeviceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One file of a plan: the management plane of one device, or its interfaces, in one dialect.
///
/// @param name `s1_mgmt.nft`, `l1_segment.nft`, `s1_mgmt.ios`: unique in a compilation
public record DeviceFile(
        String name,
        DeviceId device,
        String deviceName,
        Dialect dialect,
        List<CompiledList> lists) {
    public DeviceFile {
        lists = List.copyOf(lists);
    }

    /// Groups a compilation's lists into files.
    ///
    /// Lists for bridges have no words in IOS: they are left out there. Only Linux routers have them, so this concerns
    /// nobody but who asks for the IOS text of a Linux device.
    public static List<DeviceFile> of(List<CompiledList> lists, Dialect dialect) {
        Map<DeviceId, String> stems = new HashMap<>();
        Map<String, List<CompiledList>> files = new LinkedHashMap<>();
        for (CompiledList compiled : lists) {
            if (compiled.point() instanceof EnforcementPoint.ManagementPlane) {
                String list = compiled.list().name();
                String stem = list.substring(0, list.lastIndexOf('_'));
                stems.put(compiled.point().device(), stem);
            }
        }
        for (CompiledList compiled : lists) {
            DeviceId device = compiled.point().device();
            String stem = stems.getOrDefault(device, device.text());
            String plane =
                    switch (compiled.point()) {
                        case EnforcementPoint.ManagementPlane _ -> "_mgmt.";
                        case EnforcementPoint.Segment _ -> "_segment.";
                        case EnforcementPoint.SegmentBridge _ -> "_segment.";
                    };
            if (sayable(compiled, dialect)) {
                files.computeIfAbsent(stem + plane + dialect.suffix(), _ -> new ArrayList<>())
                        .add(compiled);
            }
        }
        return files.entrySet().stream().map(e -> of(e.getKey(), dialect, e.getValue())).toList();
    }

    private static DeviceFile of(String name, Dialect dialect, List<CompiledList> lists) {
        EnforcementPoint point = lists.getFirst().point();
        return new DeviceFile(name, point.device(), point.deviceName(), dialect, lists);
    }

    private static boolean sayable(CompiledList compiled, Dialect dialect) {
        return switch (dialect) {
            case NfTables _ -> true;
            case Ios _ -> !(compiled.point() instanceof EnforcementPoint.SegmentBridge);
        };
    }

    public Rendering render() {
        List<BoundList> bound =
                lists.stream().map(l -> new BoundList(l.list(), Place.of(l.point()))).toList();
        return dialect.render(deviceName, bound);
    }

    /// Reads `text` as this file and pairs what it says with what it must mean. Shares nothing with [#render] but the
    /// names and places that are looked for.
    public ReadBack readBack(String text) {
        return switch (dialect.parse(name, text)) {
            case Parsing.ParseErrors(var errors) -> new ReadBack.Unreadable(errors);
            case Parsing.Parsed(List<BoundList> found) -> ReadBack.pair(name, lists, found);
        };
    }
}
