package io.segwright.lab.estate;

/// How large an estate is to be, and from which seed.
///
/// @param seed the same seed, the same estate
/// @param sites 1..60
/// @param devices those that answer and are to be found, at least 8 a site, at most 10,000 a site
/// @param hosts end stations, at most 190 a leaf
/// @param silentDevices known only by traces
/// @param exportersPerSite leaves that export flows
/// @param conversations between hosts; each is two flow records
public record EstateSpec(
        long seed,
        int sites,
        int devices,
        int hosts,
        int silentDevices,
        int exportersPerSite,
        int conversations) {
    private static final int SITES_MAX = 60; // 127.64 to 127.123, 100.64 to 100.123
    private static final int DEVICES_PER_SITE_MIN = 8; // two of each tier, and leaves
    private static final int DEVICES_PER_SITE_MAX =
            10_000; // 127.(64+site).1.1 onwards, 250 a third octet
    private static final int DEVICES_MAX = 60_000; // 16 bits of a MAC number the device
    private static final int SILENT_PER_SITE_MAX = 200;

    public EstateSpec {
        check("sites", sites, 1, SITES_MAX);
        int most = Math.min(DEVICES_MAX, DEVICES_PER_SITE_MAX * sites);
        check("devices", devices, DEVICES_PER_SITE_MIN * sites, most);
        check("hosts", hosts, 0, 10_000_000);
        check("silentDevices", silentDevices, 0, SILENT_PER_SITE_MAX * sites);
        check("exportersPerSite", exportersPerSite, 0, 100);
        check("conversations", conversations, 0, 10_000_000);
    }

    private static void check(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    what + " " + value + ": want " + least + ".." + most);
        }
    }

    /// What the demo shows: 208 devices over 4 sites, 2,000 hosts, 6 silent devices.
    public static EstateSpec demo() {
        return new EstateSpec(38, 4, 208, 2_000, 6, 3, 5_000);
    }

    public EstateSpec withSeed(long other) {
        return new EstateSpec(
                other, sites, devices, hosts, silentDevices, exportersPerSite, conversations);
    }

    public EstateSpec withSites(int other) {
        return new EstateSpec(
                seed, other, devices, hosts, silentDevices, exportersPerSite, conversations);
    }

    public EstateSpec withDevices(int other) {
        return new EstateSpec(
                seed, sites, other, hosts, silentDevices, exportersPerSite, conversations);
    }

    public EstateSpec withHosts(int other) {
        return new EstateSpec(
                seed, sites, devices, other, silentDevices, exportersPerSite, conversations);
    }

    public EstateSpec withSilentDevices(int other) {
        return new EstateSpec(seed, sites, devices, hosts, other, exportersPerSite, conversations);
    }

    public EstateSpec withConversations(int other) {
        return new EstateSpec(seed, sites, devices, hosts, silentDevices, exportersPerSite, other);
    }
}
