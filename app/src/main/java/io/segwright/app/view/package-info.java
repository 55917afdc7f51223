/// How results look: tables for people, JSON, JSON lines and CSV for programs, a progress bar on a terminal.
@NullMarked
package io.segwright.app.view;

import org.jspecify.annotations.NullMarked;
