/// From what a device says to what it is: vendor, model, serial, system and version, each with where it was said and
/// how far that place is to be trusted.
///
/// Knowledge of vendors is data, not code: `vendors.tsv` says who an enterprise number is, `objects.tsv` and
/// `descriptions.tsv` which object of whom holds which attribute. One engine reads them: an [Inquiry] of one device
/// says which objects to ask (those of the device's own subtrees, bounded) and turns the answers into facts, the most
/// trusted first. Pure functions; who asks is no matter. Start at [Understanding].
@NullMarked
package io.segwright.collectors.understand;

import org.jspecify.annotations.NullMarked;
