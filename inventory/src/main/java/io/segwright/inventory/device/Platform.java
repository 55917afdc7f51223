package io.segwright.inventory.device;

import io.segwright.inventory.observe.SystemFacts;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What software a device runs, as far as it decides which words it understands.
public enum Platform {
    CISCO_IOS("Cisco", "\\bVersion ([^,\\s]{1,40})"),
    CISCO_NXOS("Cisco", "\\bVersion ([^,\\s]{1,40})"),
    ARISTA_EOS("Arista", "\\bversion (\\S{1,40})"),
    JUNIPER_JUNOS("Juniper", "\\bJUNOS ([^,\\s]{1,40})"),
    HUAWEI_VRP("Huawei", "\\bVersion ([0-9.]{1,20}(?: \\([^)]{1,40}\\))?)"),
    FORTINET_FORTIOS("Fortinet", "\\bv(\\d[^,\\s]{0,39})"),
    LINUX("", "^Linux \\S{1,255} (\\S{1,80})"),
    UNKNOWN("", "\\b[Vv]ersion:? ([^,\\s]{1,40})");

    private static final String ENTERPRISES = "1.3.6.1.4.1.";

    private final String manufacturer;
    private final Pattern version;

    Platform(String manufacturer, String version) {
        this.manufacturer = manufacturer;
        this.version = Pattern.compile(version);
    }

    /// By the enterprise number in sysObjectID, and by sysDescr where one vendor has several platforms or the number
    /// is net-snmp's own, which many vendors leave unchanged.
    public static Platform of(SystemFacts system) {
        String text = system.description().toLowerCase(Locale.ROOT);
        return switch (enterprise(system.objectId())) {
            case 9 -> isNxos(text) ? CISCO_NXOS : CISCO_IOS;
            case 30_065 -> ARISTA_EOS;
            case 2_636 -> JUNIPER_JUNOS;
            case 2_011 -> HUAWEI_VRP;
            case 12_356 -> FORTINET_FORTIOS;
            case 8_072 -> ofDescription(text, LINUX);
            default -> ofDescription(text, UNKNOWN);
        };
    }

    private static Platform ofDescription(String text, Platform otherwise) {
        if (isNxos(text)) {
            return CISCO_NXOS;
        }
        if (text.contains("cisco ios")) {
            return CISCO_IOS;
        }
        if (text.contains("arista networks eos")) {
            return ARISTA_EOS;
        }
        if (text.contains("juniper networks")) {
            return JUNIPER_JUNOS;
        }
        if (text.contains("huawei versatile routing platform")) {
            return HUAWEI_VRP;
        }
        if (text.contains("fortigate") || text.contains("fortios")) {
            return FORTINET_FORTIOS;
        }
        return text.startsWith("linux ") ? LINUX : otherwise;
    }

    private static boolean isNxos(String text) {
        return text.contains("nx-os");
    }

    /// 0 where the id is none of an enterprise.
    private static int enterprise(String objectId) {
        String id = objectId.startsWith(".") ? objectId.substring(1) : objectId;
        if (!id.startsWith(ENTERPRISES)) {
            return 0;
        }
        int dot = id.indexOf('.', ENTERPRISES.length());
        String number = id.substring(ENTERPRISES.length(), dot < 0 ? id.length() : dot);
        return number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
    }

    /// Who makes it; empty where the software runs on anybody's hardware.
    public String manufacturer() {
        return manufacturer;
    }

    /// The version in a sysDescr; empty where it names none.
    public String versionIn(String description) {
        Matcher matcher = version.matcher(description);
        return matcher.find() ? matcher.group(1) : "";
    }
}
