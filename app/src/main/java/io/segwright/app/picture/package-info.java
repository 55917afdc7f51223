/// Pictures of address space and of figures, as text: SVG that needs nothing from elsewhere, and trees for a terminal.
/// Pure functions; whatever names are in them may be hostile, so [Svg] alone writes text and attributes.
///
/// Start at [AddressMap] and [Svg].
@NullMarked
package io.segwright.app.picture;

import org.jspecify.annotations.NullMarked;
