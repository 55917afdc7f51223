package io.segwright.collectors.understand;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snmp4j.smi.OID;

/// Where on a device an object is.
///
/// | written | means |
/// | --- | --- |
/// | `E.9.3.6.3.0` | that instance |
/// | `E.9.3.6.3.*` | any row of that column |
/// | `E.6527.2.[E.6527.1.0]` | the row of that column whose index the other instance holds |
/// | `E.25506.2.[chassis]` | the row of that column whose index is the main chassis' entPhysicalIndex |
/// | `S.1.2.0` | below the device's own sysObjectID: vendors number their models, and each model's objects |
/// | `P.1.2.0` | below what is above its sysObjectID |
///
/// @param key the instance that holds the index; empty unless the shape is [Shape#KEYED]
record Place(Base base, Shape shape, OID rest, OID key) {
    private static final String CHASSIS = ".[chassis]";
    private static final Pattern KEYED = Pattern.compile("(\\S+)\\.\\[(\\S+)\\]");

    enum Base {
        ROOT,
        OBJECT_ID,
        ABOVE_OBJECT_ID
    }

    enum Shape {
        INSTANCE,
        COLUMN,
        KEYED,
        CHASSIS
    }

    /// @throws IllegalArgumentException where the text is no place
    static Place parse(String text) {
        if (text.endsWith(CHASSIS)) {
            OID column = ObjectNames.oid(text.substring(0, text.length() - CHASSIS.length()));
            return new Place(Base.ROOT, Shape.CHASSIS, column, new OID());
        }
        Matcher keyed = KEYED.matcher(text);
        if (keyed.matches()) {
            return new Place(
                    Base.ROOT,
                    Shape.KEYED,
                    ObjectNames.oid(keyed.group(1)),
                    ObjectNames.oid(keyed.group(2)));
        }
        boolean column = text.endsWith(".*");
        String path = column ? text.substring(0, text.length() - 2) : text;
        Base base =
                path.startsWith("S.")
                        ? Base.OBJECT_ID
                        : path.startsWith("P.") ? Base.ABOVE_OBJECT_ID : Base.ROOT;
        OID rest = ObjectNames.oid(base == Base.ROOT ? path : path.substring(2));
        return new Place(base, column ? Shape.COLUMN : Shape.INSTANCE, rest, new OID());
    }

    /// The instance or column on this device; empty where its sysObjectID is too short to hang it on.
    OID on(Subject subject) {
        OID objectId = subject.objectId();
        return switch (base) {
            case ROOT -> rest;
            case OBJECT_ID -> objectId.size() == 0 ? new OID() : new OID(objectId).append(rest);
            case ABOVE_OBJECT_ID ->
                    objectId.size() < 2
                            ? new OID()
                            : new OID(objectId.getValue(), 0, objectId.size() - 1).append(rest);
        };
    }
}
