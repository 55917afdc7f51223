package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segwright.collectors.RealData;
import io.segwright.collectors.understand.Understanding;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import io.segwright.lab.replay.Captures;
import io.segwright.lab.replay.Snmprec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.smi.VariableBinding;
import org.tukaani.xz.XZInputStream;

/// What real devices answered, each recording read as one poll. The lab unpacks and encodes them, SNMP4J decodes them.
final class RealCaptures {
    private RealCaptures() {}

    /// A thousand devices, trimmed to what one system reads of them.
    static Captures librenms() throws IOException {
        return Captures.open(RealData.at("snmp/librenms-captures.tar.xz"));
    }

    /// LibreNMS's results by capture name.
    static JsonNode expected() throws IOException {
        try (InputStream json =
                new XZInputStream(
                        Files.newInputStream(RealData.at("snmp/librenms-expected.json.xz")))) {
            return new ObjectMapper().readTree(json);
        }
    }

    /// All that a few devices have.
    static Captures walks() throws IOException {
        return Captures.open(RealData.at("snmp/walks"));
    }

    /// In the order of the file.
    static List<VariableBinding> varbinds(Captures captures, String name) throws IOException {
        Snmprec capture = Snmprec.parse(name, captures.named(name).orElseThrow().text());
        BERInputStream encoded = new BERInputStream(capture.mib().encoded());
        List<VariableBinding> varbinds = new ArrayList<>(capture.mib().size());
        for (int i = 0; i < capture.mib().size(); i++) {
            VariableBinding varbind = new VariableBinding();
            varbind.decodeBER(encoded);
            varbinds.add(varbind);
        }
        return varbinds;
    }

    /// Polls within the shipped limits.
    ///
    /// @return empty where the capture holds no system group: nobody would call it a device
    static Optional<DevicePolled> poll(
            List<VariableBinding> varbinds, IpAddress at, Understanding understanding) {
        Walker walker = new Walker(new MemoryAgent(varbinds), WalkLimits.SHIPPED, System::nanoTime);
        Provenance provenance = new Provenance("snmp", at, Instant.EPOCH);
        try {
            DevicePolled device =
                    DeviceReader.read(walker, provenance, "replay", Recall.NOTHING, understanding);
            assertThat(walker.requests()).isLessThanOrEqualTo(WalkLimits.SHIPPED.devicePdus());
            return Optional.of(device);
        } catch (SnmpFault fault) {
            assertThat(fault.kind()).isEqualTo(SnmpFault.Kind.NOT_AUTHORIZED);
            return Optional.empty();
        }
    }
}
