/// The audit log: who did what, when, how and why, durable before the act, and evidence afterwards.
///
/// One event is one JSON line. Every line carries a sequence number, the hash of the line before it and its own hash,
/// `SHA-256(previous hash || the line's bytes up to its own hash)`. What the event says is encrypted (AES-256-GCM);
/// the chain is over the *stored* bytes, so a third party verifies without the key. Every so many lines, and at
/// closing, a checkpoint line signs the head with Ed25519 and is copied to the anchors: one beside the log, one on a
/// disk of the operator's choice.
///
/// ```
/// {"seq":1,"at":"…","kind":"genesis","chain":"…","every":100,"key":"…","prev":"000…","hash":"…"}
/// {"seq":2,"at":"…","kind":"checkpoint","chain":"…","key":"…","prev":"…","sig":"…","hash":"…"}
/// {"seq":3,"at":"…","kind":"event","prev":"…","body":"…","hash":"…"}
///  '------------- signed, or the cipher's associated data -------'
///  '------------- hashed after the previous hash -------------------------'
/// ```
///
/// Invariants: an event is on disk (`fdatasync`) and the path still names our file when `record` returns; a log
/// that is missing, cut, altered, full or slow refuses events, so their acts do not happen; nothing here deletes a
/// record, at any role (retention is 731 days and more: [io.segwright.rotator.audit.AuditLog#RETENTION]).
/// What no chain can show without an anchor or a known head: a tail that was cut off cleanly.
///
/// Start at [io.segwright.rotator.audit.AuditLog], then [io.segwright.rotator.audit.AuditVerifier].
@NullMarked
package io.segwright.rotator.audit;

import org.jspecify.annotations.NullMarked;
