/// What a user configures and where state lives: the data directory, the credentials file, who is calling.
@NullMarked
package io.segwright.app.config;

import org.jspecify.annotations.NullMarked;
