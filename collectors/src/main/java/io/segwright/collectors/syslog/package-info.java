/// Listens for syslog: RFC 5424 and the older RFC 3164, over UDP (RFC 5426), TCP (RFC 6587) and TLS (RFC 5425).
///
/// ```
/// socket --bytes--> SyslogFrames (TCP, TLS) --one message--> SyslogParser --SyslogMessage--> SyslogSink
/// ```
///
/// A log line is a device's word, nothing more: over UDP and plain TCP anybody may have written it in anybody's name.
/// So it proves that somebody is there, it may make us look, and it never changes what is known. Whatever the bytes
/// are, the parser gives a message: what is no syslog becomes the text of one, as RFC 3164 sec. 4.3.3 wants it.
///
/// Start at [SyslogListener].
@NullMarked
package io.segwright.collectors.syslog;

import org.jspecify.annotations.NullMarked;
