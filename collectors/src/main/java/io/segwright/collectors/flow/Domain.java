package io.segwright.collectors.flow;

/// What is remembered of one session and domain of an exporter, beside its templates. Not thread-safe.
public final class Domain {
    private final DomainKey key;
    private final SequenceTracker sequence;
    private final Sampling sampling = new Sampling();
    private long systemInitMillis; // 0 until an options record tells it (IPFIX element 160)

    Domain(DomainKey key, SequenceTracker sequence) {
        this.key = key;
        this.sequence = sequence;
    }

    public DomainKey key() {
        return key;
    }

    public SequenceTracker sequence() {
        return sequence;
    }

    Sampling sampling() {
        return sampling;
    }

    void learn(RecordSlots options) {
        sampling.learn(options);
        if (options.has(FlowElement.SYSTEM_INIT_MILLIS)) {
            systemInitMillis = options.value(FlowElement.SYSTEM_INIT_MILLIS);
        }
    }

    long systemInitMillis() {
        return systemInitMillis;
    }
}
