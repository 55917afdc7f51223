/// TODO
@NullMarked
package io.segwright.lab.device;

import org.jspecify.annotations.NullMarked;
