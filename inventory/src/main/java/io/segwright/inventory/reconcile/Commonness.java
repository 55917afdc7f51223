package io.segwright.inventory.reconcile;

/// How many evidently different devices show a value.
///
/// @param two what two or more show: it does not tell one of them from the other, but both from everybody else. So it
///     counts together with hardware that only one of them has
/// @param many what three or more show: a constant of a vendor or an image, an anycast address. It never counts
record Commonness(Constants two, Constants many) {
    static final Commonness NONE = new Commonness(Constants.NONE, Constants.NONE);
}
