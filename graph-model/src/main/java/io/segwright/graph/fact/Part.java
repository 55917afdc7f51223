package io.segwright.graph.fact;

import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.reconcile.IdentityDecision;
import io.segwright.inventory.reconcile.Trace;
import org.apache.tinkerpop.gremlin.structure.Element;

/// The content of one fact vertex: a value with its own label. Equal parts are the same fact.
public sealed interface Part
        permits DevicePart, ClaimPart, Part.Traced, Part.Allocated, Part.Decided {
    /// The vertex label.
    String label();

    /// Writes every property but the times and marks.
    void writeTo(Element fact);

    /// Reads what [#writeTo] wrote on a vertex of that label.
    static Part of(String label, Fields fact) {
        return switch (label) {
            case Labels.DEVICE_STATE -> DevicePart.State.of(fact);
            case Labels.INTERFACE -> DevicePart.Port.of(fact);
            case Labels.NEIGHBOR -> DevicePart.Neighbor.of(fact);
            case Labels.TRACE -> Traced.of(fact);
            case Labels.ALLOCATION -> Allocated.of(fact);
            case Labels.CLAIM_SET -> ClaimPart.Said.of(fact);
            case Labels.DECISION -> ClaimPart.Decided.of(fact);
            case Labels.IMPORT_RUN -> ClaimPart.Listed.of(fact);
            case Labels.IDENTITY_DECISION -> Decided.of(fact);
            default ->
                    throw new IllegalArgumentException("vertex label '" + label + "' is no fact");
        };
    }

    /// Something that exists and never answered.
    record Traced(Trace value) implements Part {
        @Override
        public String label() {
            return Labels.TRACE;
        }

        @Override
        public void writeTo(Element fact) {
            fact.property(Keys.SUBJECT, value.subject());
            fact.property(Keys.NAME, value.name());
            fact.property(Keys.SITE, value.site());
            fact.property(Keys.ADDRESSES, Properties.addresses(value.addresses()));
            fact.property(Keys.EVIDENCE, Properties.array(value.evidence()));
            fact.property(Keys.PLACE, value.place());
            fact.property(Keys.SILENCE, value.silence());
            fact.property(Keys.WITNESSES, Properties.witnesses(value.witnesses()));
        }

        static Traced of(Fields fact) {
            return new Traced(
                    new Trace(
                            fact.value(Keys.SUBJECT),
                            fact.value(Keys.NAME),
                            fact.value(Keys.SITE),
                            Properties.addresses(fact, Keys.ADDRESSES),
                            Properties.texts(fact, Keys.EVIDENCE),
                            fact.value(Keys.PLACE),
                            fact.value(Keys.SILENCE),
                            Properties.witnesses(fact)));
        }
    }

    /// What a person decided of two devices.
    record Decided(IdentityDecision value) implements Part {
        @Override
        public String label() {
            return Labels.IDENTITY_DECISION;
        }

        @Override
        public void writeTo(Element fact) {
            fact.property(Keys.VERDICT, value.verdict().name());
            fact.property(Keys.DECIDED_BY, value.by());
            fact.property(Keys.DECIDED_AT, value.at());
            fact.property(Keys.REASON, value.reason());
            fact.property(Keys.FIRST_SIDE, SideTexts.write(value.first()));
            fact.property(Keys.SECOND_SIDE, SideTexts.write(value.second()));
        }

        static Decided of(Fields fact) {
            return new Decided(
                    new IdentityDecision(
                            IdentityDecision.Verdict.valueOf(fact.value(Keys.VERDICT)),
                            SideTexts.read(fact.value(Keys.FIRST_SIDE)),
                            SideTexts.read(fact.value(Keys.SECOND_SIDE)),
                            fact.value(Keys.DECIDED_BY),
                            fact.value(Keys.REASON),
                            fact.value(Keys.DECIDED_AT)));
        }
    }

    /// A prefix given to somebody; its own validity is the fact's valid time.
    record Allocated(Allocation value) implements Part {
        @Override
        public String label() {
            return Labels.ALLOCATION;
        }

        @Override
        public void writeTo(Element fact) {
            fact.property(Keys.VRF, value.vrf().name());
            fact.property(Keys.PREFIX, value.prefix().toString());
            TagTexts.write(value.tags(), fact);
            fact.property(Keys.POLLING, value.polling().name());
            fact.property(Keys.DECLARED_IN, value.source());
        }

        static Allocated of(Fields fact) {
            Tags tags = TagTexts.read(fact);
            return new Allocated(
                    new Allocation(
                            new Vrf(fact.value(Keys.VRF)),
                            Prefix.of(fact.value(Keys.PREFIX)),
                            tags,
                            fact.value(Keys.VALID_FROM),
                            fact.value(Keys.VALID_TO),
                            Polling.valueOf(fact.value(Keys.POLLING)),
                            fact.value(Keys.DECLARED_IN)));
        }
    }
}
