package io.segwright.acl.compile;

import io.segwright.acl.intent.EnforcementPoint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Names lists: `DEVICE_mgmt`, `DEVICE_INTERFACE_in`, `..._out`, `..._bridge`.
///
/// Letters, digits and `-` stay, the rest becomes `-`. A name that is too long, or that two points would share (device
/// names are not unique), gets eight digits of a hash of the point; so a name depends on the set of points only where
/// names clash.
final class ListNames {
    private static final int CHARS_MAX = 56; // AccessList takes 60; IOS adds "_v6"
    private static final int HASH_CHARS = 8;

    private ListNames() {}

    static Map<EnforcementPoint, String> of(List<EnforcementPoint> points) {
        Map<String, Long> uses =
                points.stream()
                        .collect(
                                Collectors.groupingBy(
                                        p -> plain(p).toLowerCase(Locale.ROOT),
                                        Collectors.counting()));
        Map<EnforcementPoint, String> names = new LinkedHashMap<>();
        for (EnforcementPoint point : points) {
            String plain = plain(point);
            boolean shared = uses.getOrDefault(plain.toLowerCase(Locale.ROOT), 0L) > 1;
            boolean fits = plain.length() <= CHARS_MAX && !shared;
            names.put(point, fits ? plain : hashed(point, plain));
        }
        return names;
    }

    private static String plain(EnforcementPoint point) {
        String device = word(point.deviceName());
        String start = Character.isLetter(device.charAt(0)) ? device : "d-" + device;
        return start
                + switch (point) {
                    case EnforcementPoint.ManagementPlane _ -> "_mgmt";
                    case EnforcementPoint.Segment s ->
                            "_"
                                    + word(s.interfaceName())
                                    + "_"
                                    + s.direction().name().toLowerCase(Locale.ROOT);
                    case EnforcementPoint.SegmentBridge b ->
                            "_" + word(b.interfaceName()) + "_bridge";
                };
    }

    private static String word(String text) {
        String word = text.replaceAll("[^A-Za-z0-9-]", "-");
        return word.isEmpty() ? "-" : word;
    }

    private static String hashed(EnforcementPoint point, String plain) {
        int cut = plain.lastIndexOf('_');
        String kind = plain.substring(cut);
        int room = CHARS_MAX - kind.length() - HASH_CHARS - 1;
        String start = plain.substring(0, Math.min(cut, room));
        return start + "_" + hash(point.toString()) + kind;
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
