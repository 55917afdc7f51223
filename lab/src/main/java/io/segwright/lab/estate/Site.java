package io.segwright.lab.estate;

/// A site and what is declared of it.
///
/// @param number from 0
/// @param name e.g. `ams1`
/// @param range what may be polled there: `127.64.0.0/16`
public record Site(int number, String name, String range) {
    private static final String[] CITIES = {"ams", "ber", "cph", "dub", "edi", "fra", "gva", "hel"};

    static Site of(int number) {
        return new Site(
                number,
                CITIES[number % CITIES.length] + (1 + number / CITIES.length),
                "127." + (64 + number) + ".0.0/16");
    }
}
