package io.segwright.inventory.reconcile;

import io.segwright.inventory.claim.ClaimSet;
import io.segwright.inventory.claim.ClaimSet.Hearing;
import io.segwright.inventory.device.Platform;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.HardwareFact;
import io.segwright.inventory.observe.HardwareKind;
import io.segwright.inventory.observe.Observation.DevicePolled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// What a device says of itself in a poll, attribute by attribute.
final class PolledClaims {
    private static final String CHASSIS = "ENTITY-MIB, first chassis that says it";

    /// Tables that say nothing of what a device is: read in part, they leave its claims whole.
    private static final List<String> OF_THE_NETWORK =
            List.of(
                    "if",
                    "ip",
                    "inet",
                    "lldp",
                    "cdp",
                    "dot1",
                    "ieee8021",
                    "vrrp",
                    "hsrp",
                    "cHsrp",
                    "lag",
                    "dot3ad",
                    "mpls",
                    "cvVrf",
                    "arp",
                    "fdb",
                    "route");

    /// Of the system group, and of the declared range: never skipped.
    private static final Set<Attribute> OF_EVERY_POLL =
            EnumSet.of(Attribute.NAME, Attribute.LOCATION, Attribute.CONTACT, Attribute.SITE);

    private static final int DEVICE_SERIAL_MIN = 60; // below it is a card's: not the device's

    private PolledClaims() {}

    /// The poll's own attributes; where it has none, what its system group and its hardware say.
    static List<AttributeFact> of(DevicePolled poll) {
        List<AttributeFact> facts = new ArrayList<>(poll.attributes());
        facts.removeIf(f ->
                f.attribute() == Attribute.SERIAL && f.confidencePercent() < DEVICE_SERIAL_MIN);
        if (poll.attributes().isEmpty() && !poll.unchanged().contains(DevicePolled.Part.HARDWARE)) {
            addHardware(poll, facts);
        }
        addUnlessSaid(facts, Attribute.NAME, poll.system().name(), 90, "sysName.0");
        addUnlessSaid(facts, Attribute.LOCATION, poll.system().location(), 70, "sysLocation.0");
        addUnlessSaid(facts, Attribute.CONTACT, poll.system().contact(), 70, "sysContact.0");
        addUnlessSaid(
                facts,
                Attribute.SITE,
                poll.site(),
                95,
                "the declared range that holds its address");
        return facts;
    }

    private static void addHardware(DevicePolled poll, List<AttributeFact> facts) {
        Platform platform = Platform.of(poll.system());
        String text = poll.system().description();
        addUnlessSaid(
                facts, Attribute.VENDOR, chassis(poll, HardwareFact::manufacturer), 90, CHASSIS);
        addUnlessSaid(facts, Attribute.VENDOR, platform.manufacturer(), 80, "sysObjectID.0");
        addUnlessSaid(facts, Attribute.MODEL, chassis(poll, HardwareFact::model), 90, CHASSIS);
        addUnlessSaid(facts, Attribute.SERIAL, chassis(poll, PolledClaims::serial), 90, CHASSIS);
        addUnlessSaid(
                facts,
                Attribute.SERIAL,
                Claimant.of(poll).serials().stream().sorted().findFirst().orElse(""),
                80,
                "serial of a key");
        addUnlessSaid(facts, Attribute.VERSION, chassis(poll, HardwareFact::firmware), 90, CHASSIS);
        addUnlessSaid(facts, Attribute.VERSION, platform.versionIn(text), 80, "sysDescr.0");
    }

    private static void addUnlessSaid(
            List<AttributeFact> facts,
            Attribute attribute,
            String value,
            int confidencePercent,
            String evidence) {
        if (!value.isBlank() && facts.stream().noneMatch(f -> f.attribute() == attribute)) {
            facts.add(new AttributeFact(attribute, value.strip(), confidencePercent, evidence));
        }
    }

    private static String serial(HardwareFact hardware) {
        return IdentityRules.isSerial(hardware.serial()) ? hardware.serial() : "";
    }

    /// The first chassis that says something; agents list absent stack units as empty rows.
    private static String chassis(DevicePolled poll, Function<HardwareFact, String> part) {
        return poll.hardware().stream()
                .filter(h -> h.kind() == HardwareKind.CHASSIS || h.kind() == HardwareKind.STACK)
                .map(part)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    /// The surest value; empty where the facts do not say it.
    static String value(List<AttributeFact> facts, Attribute attribute) {
        return facts.stream()
                .filter(f -> f.attribute() == attribute)
                .min(Comparator.comparingInt(f -> -f.confidencePercent())) // the first of several
                .map(AttributeFact::value)
                .orElse("");
    }

    /// Polls of one device in one run are one word: of each attribute what the last poll says that says it, whatever
    /// view of the device the others had.
    ///
    /// @param polls in order of time
    static List<AttributeFact> together(List<DevicePolled> polls) {
        Map<Attribute, List<AttributeFact>> last = new EnumMap<>(Attribute.class);
        for (DevicePolled poll : polls) {
            Map<Attribute, List<AttributeFact>> said = new EnumMap<>(Attribute.class);
            of(poll).forEach(f ->
                    said.computeIfAbsent(f.attribute(), _ -> new ArrayList<>()).add(f));
            last.putAll(said);
        }
        return last.values().stream().flatMap(List::stream).toList();
    }

    /// What the polls say, and what they confirm: while the hardware is unchanged the device says of it all that it
    /// said before, as if it had been read again; its system group is read in every poll.
    ///
    /// @param known what it said before these polls
    static List<AttributeFact> together(List<DevicePolled> polls, ClaimSet known) {
        List<AttributeFact> facts = new ArrayList<>(together(polls));
        if (polls.stream().noneMatch(p -> p.unchanged().contains(DevicePolled.Part.HARDWARE))) {
            return facts;
        }
        Set<Attribute> said = EnumSet.copyOf(OF_EVERY_POLL);
        facts.forEach(fact -> said.add(fact.attribute()));
        known.statements().stream()
                .filter(s -> s.isSaid() && !said.contains(s.attribute()))
                .map(s ->
                        new AttributeFact(
                                s.attribute(), s.value(), s.confidencePercent(), s.evidence()))
                .forEach(facts::add);
        return facts;
    }

    static Hearing hearing(List<DevicePolled> polls) {
        return polls.stream().allMatch(PolledClaims::isWhole) ? Hearing.WHOLE : Hearing.PARTIAL;
    }

    private static boolean isWhole(DevicePolled poll) {
        return poll.incomplete().stream()
                .allMatch(line -> OF_THE_NETWORK.stream().anyMatch(line::startsWith));
    }
}
