package io.segwright.graph.fact;

import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.inventory.claim.ClaimSet;
import io.segwright.inventory.claim.Decision;
import io.segwright.inventory.claim.Decision.Choice;
import io.segwright.inventory.claim.ImportRun;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Attribute;
import java.util.ArrayList;
import java.util.List;
import org.apache.tinkerpop.gremlin.structure.Element;

/// What is claimed and decided: each one fact of an entity of its own, so that a source that repeats itself writes
/// nothing and one that changes its word writes one vertex.
public sealed interface ClaimPart extends Part {
    /// Whose fact it is: the part's own key.
    String entity();

    /// What one source says of one device.
    record Said(ClaimSet value) implements ClaimPart {
        @Override
        public String label() {
            return Labels.CLAIM_SET;
        }

        @Override
        public String entity() {
            return String.join(
                    FIELD, "claims", value.device().text(), value.source(), value.nativeKey());
        }

        @Override
        public void writeTo(Element fact) {
            fact.property(Keys.ABOUT_DEVICE, value.device().text());
            fact.property(Keys.CLAIM_SOURCE, value.source());
            fact.property(Keys.NATIVE_KEY, value.nativeKey());
            fact.property(Keys.STATEMENTS, StatementTexts.write(value.statements()));
        }

        static Said of(Fields fact) {
            return new Said(
                    new ClaimSet(
                            new DeviceId(fact.value(Keys.ABOUT_DEVICE)),
                            fact.value(Keys.CLAIM_SOURCE),
                            fact.value(Keys.NATIVE_KEY),
                            StatementTexts.read(fact.value(Keys.STATEMENTS))));
        }
    }

    /// What a person decided.
    record Decided(Decision value) implements ClaimPart {
        private static final String SOURCE = "source";

        @Override
        public String label() {
            return Labels.DECISION;
        }

        @Override
        public String entity() {
            return String.join(FIELD, "decision", value.device().text(), value.attribute().name());
        }

        @Override
        public void writeTo(Element fact) {
            fact.property(Keys.ABOUT_DEVICE, value.device().text());
            fact.property(Keys.ATTRIBUTE, value.attribute().name());
            fact.property(Keys.CHOICE, value.choice().text());
            fact.property(
                    Keys.CHOICE_KIND,
                    switch (value.choice()) {
                        case Choice.Value _ -> "value";
                        case Choice.Source _ -> SOURCE;
                    });
            fact.property(Keys.DECIDED_BY, value.by());
            fact.property(Keys.REASON, value.reason());
            fact.property(Keys.DECIDED_AT, value.at());
            fact.property(Keys.EXPIRES_AT, value.expires());
            List<String> sides = new ArrayList<>();
            for (Decision.Side side : value.about()) {
                sides.add(side.source());
                sides.add(side.value());
            }
            fact.property(Keys.SIDES, Properties.array(sides));
        }

        static Decided of(Fields fact) {
            String choice = fact.value(Keys.CHOICE);
            boolean bySource = fact.<String>value(Keys.CHOICE_KIND).equals(SOURCE);
            List<String> texts = Properties.texts(fact, Keys.SIDES);
            List<Decision.Side> sides = new ArrayList<>();
            for (int i = 0; i + 1 < texts.size(); i += 2) {
                sides.add(new Decision.Side(texts.get(i), texts.get(i + 1)));
            }
            return new Decided(
                    new Decision(
                            new DeviceId(fact.value(Keys.ABOUT_DEVICE)),
                            Attribute.valueOf(fact.value(Keys.ATTRIBUTE)),
                            bySource ? new Choice.Source(choice) : new Choice.Value(choice),
                            fact.value(Keys.DECIDED_BY),
                            fact.value(Keys.REASON),
                            fact.value(Keys.DECIDED_AT),
                            fact.value(Keys.EXPIRES_AT),
                            sides));
        }
    }

    /// When a list was last read whole.
    record Listed(ImportRun value) implements ClaimPart {
        @Override
        public String label() {
            return Labels.IMPORT_RUN;
        }

        @Override
        public String entity() {
            return String.join(FIELD, "import", value.source());
        }

        @Override
        public void writeTo(Element fact) {
            fact.property(Keys.CLAIM_SOURCE, value.source());
            fact.property(Keys.READ_AT, value.at());
            fact.property(Keys.DEVICES, value.devices());
        }

        static Listed of(Fields fact) {
            return new Listed(
                    new ImportRun(
                            fact.value(Keys.CLAIM_SOURCE),
                            fact.value(Keys.READ_AT),
                            fact.value(Keys.DEVICES)));
        }
    }

    /// Between the words of a key: ASCII unit separator.
    String FIELD = "\u001f";
}
