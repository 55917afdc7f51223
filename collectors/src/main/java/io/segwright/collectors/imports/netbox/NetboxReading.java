package io.segwright.collectors.imports.netbox;

import io.segwright.collectors.imports.InventoryReading;
import io.segwright.collectors.imports.NotTaken;
import io.segwright.inventory.claim.ImportedList;
import java.util.ArrayList;
import java.util.List;

/// From the objects of a NetBox, however they came, to what they say.
final class NetboxReading {
    private NetboxReading() {}

    static InventoryReading.Read of(NetboxTables tables, NetboxRequest request) {
        tables.attachTags();
        NetboxVrfs vrfs = new NetboxVrfs(tables);
        NetboxDevices devices =
                new NetboxDevices(tables, vrfs, request.mapping(), request.provenance());
        devices.read(request.included());
        NetboxAllocations allocations =
                new NetboxAllocations(tables, vrfs, request.mapping(), request.provenance());
        allocations.read();
        List<NotTaken> notTaken = new ArrayList<>(devices.notTaken());
        notTaken.addAll(allocations.notTaken());
        notTaken.addAll(vrfs.notTaken(tables));
        return new InventoryReading.Read(
                new ImportedList(
                        request.provenance(),
                        ImportedList.Scope.COMPLETE,
                        devices.present(),
                        devices.devices()),
                allocations.allocations(),
                notTaken,
                List.of());
    }
}
