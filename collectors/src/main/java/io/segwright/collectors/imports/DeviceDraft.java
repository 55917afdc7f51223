package io.segwright.collectors.imports;

import io.segwright.collectors.imports.text.PlainText;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Provenance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A device being put together from a row of somebody's list.
public final class DeviceDraft {
    private static final int TYPED = 70; // percent; people copy these from the box, and it changes
    private static final int CURATED = 90; // percent; nobody but the list knows these

    private final String nativeKey;
    private final Map<Attribute, AttributeFact> attributes = new LinkedHashMap<>();
    private final List<InterfaceFact> interfaces = new ArrayList<>();
    private final Map<String, AddressFact> addresses = new LinkedHashMap<>();
    private final Set<IdentityKey> keys = new HashSet<>();
    private DeviceImported.@Nullable Seat seatOrNull; // null: a device by itself

    /// @param nativeKey what the source calls it
    public DeviceDraft(String nativeKey) {
        this.nativeKey = nativeKey;
    }

    /// @param value blank: the source does not say it
    /// @param evidence where it says so, e.g. `device_type.model`
    /// @return why the value is refused, empty where it is taken
    public Optional<String> attribute(Attribute attribute, String value, String evidence) {
        String text = value.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> objection = PlainText.objection(title(attribute), text);
        if (objection.isEmpty()) {
            attributes.put(
                    attribute, new AttributeFact(attribute, text, confidence(attribute), evidence));
        }
        return objection;
    }

    private static String title(Attribute attribute) {
        return attribute.name().toLowerCase(Locale.ROOT);
    }

    private static int confidence(Attribute attribute) {
        return switch (attribute) {
            case NAME, VENDOR, MODEL, SERIAL, OS, VERSION -> TYPED;
            case SITE, LOCATION, CONTACT, ROLE, OWNER, ASSET_TAG -> CURATED;
        };
    }

    /// An interface without a MAC.
    public Optional<String> interfaceNamed(String name) {
        return port(name, Optional.empty());
    }

    public Optional<String> interfaceNamed(String name, MacAddress mac) {
        return port(name, Optional.of(mac));
    }

    /// Names begin with anything on real devices, so only control characters and length are refused.
    private Optional<String> port(String name, Optional<MacAddress> mac) {
        String text = name.strip();
        Optional<String> objection = PlainText.objection("interface", "i" + text);
        if (objection.isEmpty()) {
            interfaces.add(new InterfaceFact(0, text, 0, false, 0, mac.orElse(null), ""));
        }
        return objection;
    }

    /// @param prefixLength of the connected prefix; full where it is not known
    public void address(IpAddress address, int prefixLength, Vrf vrf) {
        addresses.putIfAbsent(vrf + "/" + address, new AddressFact(address, prefixLength, 0, vrf));
    }

    /// A host address on a loopback interface: a key.
    public void loopback(IpAddress address, Vrf vrf) {
        keys.add(new IdentityKey.LoopbackAddress(vrf, address));
    }

    /// A box of a stack or virtual chassis.
    ///
    /// @param whole the key of the row that stands for all of it
    void seat(String whole, int position) {
        seatOrNull = new DeviceImported.Seat(whole, position);
    }

    boolean hasAddresses() {
        return !addresses.isEmpty();
    }

    /// Becomes the whole that this box was in charge of: what is the whole's leaves the box.
    ///
    /// @param name of the whole; blank: the box's
    /// @return why the name is refused: then nothing is taken over
    Optional<String> takeOver(DeviceDraft box, String name) {
        Optional<String> objection = attribute(Attribute.NAME, name, "name of the stack");
        if (objection.isPresent()) {
            return objection;
        }
        box.attributes.forEach((attribute, fact) -> {
            switch (attribute) {
                case SERIAL, ASSET_TAG -> {} // of the box
                case NAME, VENDOR, MODEL, OS, VERSION, SITE, LOCATION, CONTACT, ROLE, OWNER ->
                        attributes.putIfAbsent(attribute, fact);
            }
        });
        interfaces.addAll(box.interfaces);
        addresses.putAll(box.addresses);
        keys.addAll(box.keys);
        box.interfaces.clear();
        box.addresses.clear();
        box.keys.clear();
        return objection;
    }

    public DeviceImported build(Provenance provenance) {
        Set<IdentityKey> all = new HashSet<>(keys);
        String vendor = value(Attribute.VENDOR).toLowerCase(Locale.ROOT);
        String serial = value(Attribute.SERIAL).toUpperCase(Locale.ROOT);
        if (!vendor.isEmpty() && !serial.isEmpty()) {
            all.add(new IdentityKey.ManufacturerSerial(vendor, serial));
        }
        return new DeviceImported(
                provenance,
                nativeKey,
                value(Attribute.SITE),
                all,
                List.copyOf(attributes.values()),
                interfaces,
                List.copyOf(addresses.values()),
                seatOrNull);
    }

    private String value(Attribute attribute) {
        AttributeFact fact = attributes.get(attribute);
        return fact == null ? "" : fact.value();
    }
}
