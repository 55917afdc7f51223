/// What several commands and the demo do: collect, plan, explain. Each stage hands one room's result to the next.
///
/// No domain decision is taken here, and nothing is printed: stages return values and report progress.
@NullMarked
package io.segwright.app.stage;

import org.jspecify.annotations.NullMarked;
