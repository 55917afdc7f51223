package io.segwright.acl.compile;

import io.segwright.acl.intent.Direction;
import io.segwright.acl.intent.EnforcementPoint;
import io.segwright.acl.list.AccessList;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.FirstMatch;
import io.segwright.acl.list.Packet;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which line of one list decides about a packet, and why it is there.
///
/// @param line the deciding line, from 1; one more than the list has for the deny that ends it
/// @param why the policy rule with its place, owner and ticket
public record Explanation(
        EnforcementPoint point, String list, int line, Action action, String why) {
    private static final String NO_RULE = "no rule allows it";

    /// Asks one list.
    public static Explanation of(CompiledList compiled, Packet packet) {
        AccessList list = compiled.list();
        int index = FirstMatch.decidingLine(list.lines(), packet);
        boolean implicit = index == list.lines().size();
        return new Explanation(
                compiled.point(),
                list.name(),
                index + 1,
                implicit ? Action.DENY : list.lines().get(index).action(),
                implicit ? NO_RULE : list.lines().get(index).why());
    }

    /// Asks every list that judges the packet on its way, in the order in which it meets them: where it enters from
    /// its host, where it leaves to one or is bridged, and the device that it is for. Empty where no list is in its way.
    public static List<Explanation> path(List<CompiledList> lists, Packet packet) {
        Set<DeviceId> receivers = new HashSet<>();
        Set<DeviceId> senders = new HashSet<>();
        for (CompiledList compiled : lists) {
            if (compiled.point() instanceof EnforcementPoint.ManagementPlane plane) {
                if (holds(compiled.scope(), packet.destination().asPrefix())) {
                    receivers.add(plane.device());
                }
                if (holds(compiled.scope(), packet.source().asPrefix())) {
                    senders.add(plane.device());
                }
            }
        }
        List<CompiledList> judging = new ArrayList<>();
        for (CompiledList compiled : lists) {
            if (judges(compiled, packet, receivers, senders)) {
                judging.add(compiled);
            }
        }
        judging.sort(Comparator.comparingInt((CompiledList c) -> stage(c.point())));
        return judging.stream().map(c -> of(c, packet)).toList();
    }

    private static boolean judges(
            CompiledList compiled, Packet packet, Set<DeviceId> receivers, Set<DeviceId> senders) {
        List<Prefix> scope = compiled.scope();
        DeviceId device = compiled.point().device();
        boolean sameLink =
                scope.stream()
                        .anyMatch(p ->
                                p.contains(packet.source()) && p.contains(packet.destination()));
        return switch (compiled.point()) {
            case EnforcementPoint.ManagementPlane _ -> receivers.contains(device);
            case EnforcementPoint.SegmentBridge _ ->
                    sameLink && !receivers.contains(device) && !senders.contains(device);
            case EnforcementPoint.Segment s -> {
                if (sameLink) {
                    yield false;
                }
                yield s.direction() == Direction.IN
                        ? holds(scope, packet.source().asPrefix()) && !receivers.contains(device)
                        : holds(scope, packet.destination().asPrefix())
                                && !senders.contains(device);
            }
        };
    }

    private static boolean holds(List<Prefix> scope, Prefix address) {
        return scope.stream().anyMatch(p -> p.contains(address));
    }

    private static int stage(EnforcementPoint point) {
        return switch (point) {
            case EnforcementPoint.Segment s -> s.direction() == Direction.IN ? 0 : 1;
            case EnforcementPoint.SegmentBridge _ -> 1;
            case EnforcementPoint.ManagementPlane _ -> 2;
        };
    }
}
