package io.segwright.app.config;

import io.segwright.inventory.endpoint.NatBinding;
import io.segwright.inventory.endpoint.NatBindings;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Protocol;
import io.segwright.inventory.net.Vrf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Translations, one a line: `PUBLIC-VRF PUBLIC PROTOCOL PORTS INSIDE-VRF INSIDE FROM TO SOURCE`; `*` stands for every
/// protocol and for no end. Imports add and change lines; to take one away, delete its line.
final class NatFile {
    private static final String ANY = "*";
    private static final int WORDS = 9;

    private NatFile() {}

    static List<NatBinding> read(Path file) throws ConfigException {
        return LineFile.read(
                file,
                NatBindings.BINDINGS_MAX,
                "correct the line, or delete the file and import translations again",
                NatFile::parse);
    }

    private static NatBinding parse(String line) throws AddressFormatException {
        String[] words = line.split(" ", WORDS); // a source may have blanks
        if (words.length < WORDS) {
            throw new AddressFormatException("has " + words.length + " words: want " + WORDS);
        }
        return new NatBinding(
                new Vrf(words[0]),
                IpAddress.parse(words[1]),
                words[2].equals(ANY) ? NatBinding.EVERY_PROTOCOL : Protocol.parse(words[2]),
                PortRange.parse(words[3]),
                new Vrf(words[4]),
                IpAddress.parse(words[5]),
                Instant.parse(words[6]),
                words[7].equals(ANY) ? Instant.MAX : Instant.parse(words[7]),
                words[8]);
    }

    static void write(Path file, Collection<NatBinding> bindings) throws IOException {
        LineFile.replace(file, bindings.stream().map(NatFile::line).toList());
    }

    private static String line(NatBinding b) {
        return String.join(
                " ",
                b.publicVrf().name(),
                b.publicAddress().toString(),
                b.protocol().equals(NatBinding.EVERY_PROTOCOL) ? ANY : b.protocol().toString(),
                b.ports().toString(),
                b.insideVrf().name(),
                b.inside().toString(),
                b.from().toString(),
                b.to().equals(Instant.MAX) ? ANY : b.to().toString(),
                b.source());
    }
}
