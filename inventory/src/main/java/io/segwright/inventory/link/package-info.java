/// What a device says of its links beyond its neighbours: what its bridge learned, which routing domains and
/// aggregations it has, which addresses it shares. Pure values, parts of
/// [io.segwright.inventory.observe.Observation.DevicePolled].
@NullMarked
package io.segwright.inventory.link;

import org.jspecify.annotations.NullMarked;
