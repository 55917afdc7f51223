/// The command line: one command a file. Data goes to stdout, talk to stderr; every failure has an exit code and one line.
@NullMarked
package io.segwright.app.cli;

import org.jspecify.annotations.NullMarked;
