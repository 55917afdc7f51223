package io.segwright.inventory.ipam;

import io.segwright.inventory.net.IpFamily;
import java.time.Duration;
import java.util.Set;

/// What a pool demands and allows.
///
/// @param required the tags without which nothing is given out
public record PoolPolicy(
        Set<TagKind> required, Approval approval, Limits limits, Addressing addressing) {
    /// Which single addresses of the pool may be given out.
    public enum Addressing {
        /// The pool is a subnet. IPv4: neither its network nor its broadcast address, but both of a /31 (RFC 3021). IPv6:
        /// not the lowest, which is every router's (RFC 4291 sec. 2.6.1), but both of a /127 (RFC 6164).
        HOSTS,
        /// The pool is no subnet: loopbacks, NAT, points of a larger block.
        ALL
    }

    /// Who must agree.
    ///
    /// @param automaticFromLength asks for prefixes of this length or longer are granted without a person; 0 for all
    ///     asks, a length that no address has for none
    /// @param approvers who may; empty for anybody but whoever asks
    public record Approval(int automaticFromLength, Set<String> approvers) {
        public static final int NEVER_AUTOMATIC = 129;
        public static final Approval AUTOMATIC = new Approval(0, Set.of());

        public Approval {
            approvers = Set.copyOf(approvers);
        }
    }

    /// @param shortestLength no prefix shorter than this is given out
    /// @param longestLength none longer
    /// @param leaseMax how long a lease may be; zero where none is demanded
    /// @param quarantine how long an address rests after its release
    /// @param reclaimAfter unseen for so long, an allocation is offered to be taken back; zero for never
    public record Limits(
            int shortestLength,
            int longestLength,
            Duration leaseMax,
            Duration quarantine,
            Duration reclaimAfter) {
        public Limits {
            if (shortestLength < 0 || longestLength > 128 || shortestLength > longestLength) {
                throw new IllegalArgumentException(
                        "prefix lengths "
                                + shortestLength
                                + ".."
                                + longestLength
                                + ": want 0 <= shortest <= longest <= 128");
            }
            if (leaseMax.isNegative() || quarantine.isNegative() || reclaimAfter.isNegative()) {
                throw new IllegalArgumentException(
                        "lease, quarantine or reclaim time below zero: want 0 or more");
            }
        }
    }

    public PoolPolicy {
        required = Set.copyOf(required);
    }

    /// Every tag required but the environment, no approval, a week of rest.
    public static PoolPolicy shipped(IpFamily family) {
        return new PoolPolicy(
                Set.of(TagKind.SERVICE, TagKind.SUBSCRIPTION, TagKind.VM, TagKind.OWNER),
                Approval.AUTOMATIC,
                new Limits(
                        0, family.bits(), Duration.ZERO, Duration.ofDays(7), Duration.ofDays(90)),
                Addressing.HOSTS);
    }
}
