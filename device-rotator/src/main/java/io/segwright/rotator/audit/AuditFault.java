package io.segwright.rotator.audit;

/// What is wrong with the first bad record of a log.
public enum AuditFault {
    EMPTY("the log holds no record"),
    TOO_LONG("the line is longer than any record"),
    TORN("the last line has no end: a write was cut short, or the end was removed"),
    MALFORMED("the line is not a record"),
    ALTERED("the record's bytes do not match its hash"),
    DROPPED("records are missing before this one"),
    REPEATED("the record was repeated, moved or inserted"),
    BROKEN_CHAIN("the record does not follow from the one before it"),
    WRONG_KEY("the log was signed with another key"),
    FORGED_CHECKPOINT("the checkpoint's signature is not by the key"),
    MISSING_CHECKPOINT("a signed checkpoint is due here"),
    ANCHOR_MISMATCH("the anchor holds another history"),
    BAD_ANCHOR("the anchor is damaged"),
    TRUNCATED("the end of the log is missing"),
    SEALED("the event cannot be decrypted with this key");

    private final String meaning;

    AuditFault(String meaning) {
        this.meaning = meaning;
    }

    /// One clause for a person.
    public String meaning() {
        return meaning;
    }
}
