/// From compiled lists to the files of a plan, and back: which lists share a file, what it is called, and whether what
/// was read from a file's text is what belongs there. Start at [DeviceFile].
@NullMarked
package io.segwright.acl.plan;

import org.jspecify.annotations.NullMarked;
