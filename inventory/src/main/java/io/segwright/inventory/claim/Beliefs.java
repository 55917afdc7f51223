package io.segwright.inventory.claim;

import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.observe.Attribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is believed of the devices of one inventory at one moment, from all sources.
public final class Beliefs {
    private final Claims.Index claims;
    private final AttributionIndex owners;
    private final Authority authority;
    private final Instant at;

    /// @param owners over the allocations, for who answers for an address
    public Beliefs(Claims claims, AttributionIndex owners, Authority authority, Instant at) {
        this.claims = claims.index();
        this.owners = owners;
        this.authority = authority;
        this.at = at;
    }

    /// Every claim about one attribute of a device.
    public List<Claim> claims(Device device, Attribute attribute) {
        return byAttribute(device).getOrDefault(attribute, List.of());
    }

    /// What is believed, by attribute; without those that nobody claims.
    public Map<Attribute, Believed> of(Device device) {
        Map<Attribute, List<Claim>> all = byAttribute(device);
        Map<Attribute, Believed> believed = new EnumMap<>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            Belief.resolve(
                            all.getOrDefault(attribute, List.of()),
                            claims.decision(device.id(), attribute),
                            authority,
                            at)
                    .ifPresent(b -> believed.put(attribute, b));
        }
        return believed;
    }

    /// The attributes on which live claims disagree, decided ones too.
    public List<ClaimConflict> conflicts(Device device) {
        List<ClaimConflict> conflicts = new ArrayList<>();
        byAttribute(device)
                .forEach((attribute, all) -> {
                    Optional<Decision> decision = claims.decision(device.id(), attribute);
                    ClaimConflict.of(all, decision, authority, at).ifPresent(conflicts::add);
                });
        return conflicts;
    }

    public Presence presence(Device device, PresencePolicy policy) {
        return policy.presence(claims.lastEvidence(device), at);
    }

    private Map<Attribute, List<Claim>> byAttribute(Device device) {
        Map<Attribute, List<Claim>> all = new EnumMap<>(Attribute.class);
        claims.claims(device)
                .forEach(c -> all.computeIfAbsent(c.attribute(), _ -> new ArrayList<>()).add(c));
        AllocationClaims.of(device, owners)
                .forEach(c -> all.computeIfAbsent(c.attribute(), _ -> new ArrayList<>()).add(c));
        return all;
    }
}
