/// TODO
@NullMarked
package io.segwright.lab.estate;

import org.jspecify.annotations.NullMarked;
