package io.segwright.collectors.flow;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a domain's options said of its sampling: one in how many packets was looked at. Not thread-safe.
///
/// Three ways are in use: an interval in the flow record itself (34); samplers with an id, told once in options
/// (48 and 50, or 302 with 305/306 or 309/310); and one interval for the whole domain, in options without an id.
final class Sampling {
    private final Map<Long, Long> intervalBySampler = new LinkedHashMap<>();
    private long domainInterval; // 0 until declared

    /// Takes what an options record says of sampling, if it says anything.
    void learn(RecordSlots options) {
        long interval = intervalOf(options);
        if (interval == 0) {
            return;
        }
        if (!options.has(FlowElement.SAMPLER_ID) && !options.has(FlowElement.SELECTOR_ID)) {
            domainInterval = interval;
            return;
        }
        long sampler = options.either(FlowElement.SAMPLER_ID, FlowElement.SELECTOR_ID);
        boolean full = intervalBySampler.size() >= FlowLimits.SAMPLERS_PER_DOMAIN;
        if (!full || intervalBySampler.containsKey(sampler)) {
            intervalBySampler.put(sampler, interval);
        }
    }

    /// @return one in how many packets was sampled, 1 for every packet, 0 where the exporter has not said
    long intervalFor(RecordSlots flow) {
        long own = flow.value(FlowElement.SAMPLING_INTERVAL);
        if (own > 0) {
            return own;
        }
        boolean named = flow.has(FlowElement.SAMPLER_ID) || flow.has(FlowElement.SELECTOR_ID);
        if (named) {
            long sampler = flow.either(FlowElement.SAMPLER_ID, FlowElement.SELECTOR_ID);
            return intervalBySampler.getOrDefault(sampler, domainInterval);
        }
        return domainInterval;
    }

    private static long intervalOf(RecordSlots options) {
        long packets = options.value(FlowElement.SAMPLING_PACKET_INTERVAL);
        if (packets > 0) {
            // RFC 5477 sec. 8.2: `interval` packets taken, then `space` packets left out
            long space = options.value(FlowElement.SAMPLING_PACKET_SPACE);
            return options.has(FlowElement.SAMPLING_PACKET_SPACE)
                    ? Math.max(1, clamp(packets + space) / packets)
                    : clamp(packets);
        }
        long size = options.value(FlowElement.SAMPLING_SIZE);
        if (size > 0) {
            return Math.max(1, clamp(options.value(FlowElement.SAMPLING_POPULATION)) / clamp(size));
        }
        return clamp(
                options.either(FlowElement.SAMPLER_RANDOM_INTERVAL, FlowElement.SAMPLING_INTERVAL));
    }

    /// Keeps hostile 64-bit values where they are signed and can be multiplied by: 32 bits hold any real interval.
    private static long clamp(long interval) {
        return interval < 0 ? 0xffff_ffffL : Math.min(interval, 0xffff_ffffL);
    }
}
