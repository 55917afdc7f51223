package io.segwright.collectors.snmp.table;

import io.segwright.collectors.understand.Inquiry;
import io.segwright.collectors.understand.Understanding;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.HardwareFact;
import io.segwright.inventory.observe.StackMemberFact;
import io.segwright.inventory.observe.SystemFacts;
import java.util.List;
import java.util.Map;
import org.snmp4j.smi.OID;

/// What this device is: the vendor's own objects and ENTITY-MIB, asked and understood together.
///
/// @param enterprise the private enterprise number in sysObjectID, 0 where it has none
/// @param vendor the name that goes with a serial into an identity key; empty where nobody is known
record Identification(
        int enterprise,
        String vendor,
        List<AttributeFact> attributes,
        List<HardwareFact> hardware,
        List<StackMemberFact> stackMembers) {
    private static final int CHASSIS_SERIAL_MIN = 60; // below it is a card's, a licence's or a MAC

    static Identification read(Walker walker, SystemFacts system, Understanding understanding) {
        Inquiry inquiry = VendorObjects.locate(walker, understanding.inquiry(system));
        Entities entities = Entities.read(walker);
        Entities.Entity main = entities.mainOrNull();
        inquiry = main == null ? inquiry : inquiry.withChassis(main.index());
        Map<OID, String> answers = VendorObjects.ask(walker, inquiry);
        List<AttributeFact> own = inquiry.facts(answers, List.of());
        String vendor = inquiry.keyVendor(own);
        Hardware hardware = Hardware.read(walker, entities, vendor, chassisSerial(own));
        List<AttributeFact> facts = inquiry.facts(answers, hardware.attributes());
        return new Identification(
                inquiry.enterprise(),
                inquiry.keyVendor(facts),
                facts,
                hardware.facts(),
                StackMembers.read(walker, inquiry, entities, vendor));
    }

    private static String chassisSerial(List<AttributeFact> facts) {
        return facts.stream()
                .filter(fact -> fact.attribute() == Attribute.SERIAL)
                .filter(fact -> fact.confidencePercent() >= CHASSIS_SERIAL_MIN)
                .findFirst()
                .map(AttributeFact::value)
                .orElse("");
    }
}
