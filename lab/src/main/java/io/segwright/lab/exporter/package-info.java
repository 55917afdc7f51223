/// TODO
@NullMarked
package io.segwright.lab.exporter;

import org.jspecify.annotations.NullMarked;
