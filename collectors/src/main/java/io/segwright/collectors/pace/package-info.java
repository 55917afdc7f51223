/// How fast a device and a site may be asked. Do no harm: every request of every collector passes a bucket of its
/// device and a bucket of its site first.
///
/// Start at [PoliteLimits]; [Pace] hands out the buckets.
@NullMarked
package io.segwright.collectors.pace;

import org.jspecify.annotations.NullMarked;
