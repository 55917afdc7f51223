package io.segwright.collectors.snmp.table;

import io.segwright.inventory.device.Device;
import java.util.Optional;

/// What earlier polls left behind about whoever answers at one address.
public interface Recall {
    /// Of an address that was never polled; remembers nothing.
    Recall NOTHING =
            new Recall() {
                @Override
                public Past about(Fingerprint who) {
                    return Past.NONE;
                }

                @Override
                public void learned(Fingerprint who, Quirks quirks, Optional<Stamps> stamps) {}
            };

    /// Asked once a poll, as soon as it is known who answers.
    Past about(Fingerprint who);

    /// Told at the end of a poll.
    ///
    /// @param stamps empty where nothing may be skipped at the next poll
    void learned(Fingerprint who, Quirks quirks, Optional<Stamps> stamps);

    /// Who answers: a device that was replaced, renamed or re-installed is another one.
    ///
    /// @param objectId sysObjectID, dotted
    /// @param name sysName
    /// @param engineId snmpEngineID in hex; empty where the agent does not show it
    record Fingerprint(String objectId, String name, String engineId) {}

    /// @param stamps where the agent's change stamps stood; empty where everything must be read
    /// @param device what the inventory holds of it, which stands in for what is not read; empty where it holds
    ///     nothing: then everything is read
    record Past(Quirks quirks, Optional<Stamps> stamps, Optional<Device> device) {
        public static final Past NONE =
                new Past(Quirks.UNKNOWN, Optional.empty(), Optional.empty());
    }
}
