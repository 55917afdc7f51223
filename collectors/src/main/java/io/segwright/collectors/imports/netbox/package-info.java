/// Reads NetBox: a dump of its database (Django's `dumpdata`) or its REST API, read-only, versions 3.6 to 4.6.
///
/// Both say the same in two shapes. In a dump an object refers to another by its number, in the API it carries a
/// summary of it; [NetboxObject] hides which. What the versions differ in (a MAC that is a text or an object, a
/// prefix's site or scope, `role` or `device_role`, an owner beside the tenant) is settled where it is read. Start at
/// [NetboxDump] and [NetboxClient]; what becomes of the objects is in [NetboxDevices] and [NetboxAllocations].
@NullMarked
package io.segwright.collectors.imports.netbox;

import org.jspecify.annotations.NullMarked;
