package io.segwright.app.demo;

import io.segwright.app.config.RangesFile;
import io.segwright.app.stage.Collecting;
import io.segwright.collectors.discover.Sweep;
import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.AuthProtocol;
import io.segwright.collectors.snmp.Binding;
import io.segwright.collectors.snmp.CredentialBook;
import io.segwright.collectors.snmp.PrivProtocol;
import io.segwright.collectors.snmp.Secret;
import io.segwright.collectors.snmp.SnmpCredential;
import io.segwright.inventory.attribute.SiteRange;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.lab.estate.Estate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the estate's owner would ask for: one seed, four declared ranges, one exclude, credentials bound to ranges.
final class DemoRequest {
    /// Loopback answers in a millisecond: waiting as long as over a WAN would only make silent devices slow the demo.
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private DemoRequest() {}

    static Collecting.Request of(Estate estate, int port) {
        List<SiteRange> ranges =
                estate.sites().stream()
                        .map(s -> new SiteRange(s.name(), Prefix.of(s.range())))
                        .toList();
        PoliteLimits shipped = PoliteLimits.SHIPPED;
        return new Collecting.Request(
                List.of(IpAddress.of(estate.seedAddress())),
                new RangesFile(ranges, List.of(Prefix.of(estate.excludeRange()))),
                List.of(),
                port,
                Sweep.NONE,
                new PoliteLimits(
                        shipped.devicePdusPerSecond(),
                        shipped.sitePdusPerSecond(),
                        shipped.devicesAtOnce(),
                        TIMEOUT,
                        1),
                credentials(estate));
    }

    private static CredentialBook credentials(Estate estate) {
        List<SnmpCredential> all = new ArrayList<>();
        for (io.segwright.lab.estate.SnmpCredential lab : estate.credentials()) {
            Binding binding = Binding.toRanges(List.of(Prefix.of(lab.range())));
            all.add(
                    switch (lab) {
                        case io.segwright.lab.estate.SnmpCredential.User user ->
                                new SnmpCredential.V3(
                                        user.name(),
                                        binding,
                                        user.user(),
                                        AuthProtocol.SHA256,
                                        Secret.of(user.authPassword()),
                                        PrivProtocol.AES128,
                                        Secret.of(user.privacyPassword()));
                        case io.segwright.lab.estate.SnmpCredential.Community c ->
                                switch (c.version()) {
                                    case V1 ->
                                            new SnmpCredential.V1(
                                                    c.name(), binding, Secret.of(c.community()));
                                    case V2C ->
                                            new SnmpCredential.V2c(
                                                    c.name(), binding, Secret.of(c.community()));
                                };
                    });
        }
        return new CredentialBook(all);
    }
}
