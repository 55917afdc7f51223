package io.segwright.app.cli;

import io.segwright.app.config.AuthorityFile;
import io.segwright.app.stage.DeviceBook;
import io.segwright.inventory.claim.Believed;
import io.segwright.inventory.claim.Claim;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.observe.Attribute;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What is believed of one device, as text.
///
/// @param believed by attribute; without those that nobody claims
record DeviceSheet(Device device, Map<Attribute, Believed> believed) {
    static DeviceSheet of(DeviceBook book, Device device) {
        return new DeviceSheet(device, book.beliefs().of(device));
    }

    /// The believed value; of a box that no source speaks of for itself (one of a stack) what its stack says of it.
    String text(Attribute attribute) {
        Believed found = believed.get(attribute);
        if (found != null) {
            return found.claim().value();
        }
        return switch (attribute) {
            case NAME -> device.name();
            case SITE -> device.site();
            case VENDOR -> device.manufacturer();
            case MODEL -> device.model();
            case SERIAL -> device.serial();
            case VERSION -> device.software();
            case OS, LOCATION, CONTACT, ROLE, OWNER, ASSET_TAG -> "";
        };
    }

    /// An enum's name as people read it.
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The beginning of time is no time.
    static String time(Instant instant) {
        return instant.equals(Instant.MIN) || instant.equals(Instant.MAX) ? "" : instant.toString();
    }

    static Map<String, Object> json(Claim claim) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("value", claim.value());
        object.put("source", claim.source());
        object.put("confidence", claim.confidencePercent());
        object.put("evidence", claim.evidence());
        object.put("since", time(claim.since()));
        object.put("last_said", time(claim.lastSaid()));
        return object;
    }

    static Map<String, Object> json(Attribute attribute, Believed believed) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("attribute", AuthorityFile.name(attribute));
        object.putAll(json(believed.claim()));
        object.put("standing", word(believed.standing()));
        object.put("because", believed.because());
        object.put("lost", believed.lost().stream().map(DeviceSheet::json).toList());
        return object;
    }

    private static Map<String, Object> json(Believed.Lost lost) {
        Map<String, Object> object = json(lost.claim());
        object.put("why", lost.why());
        return object;
    }
}
