package io.segwright.collectors.understand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTableTest {
    private static final int TEXT_CHARS = 1_024; // Cell cuts there
    private static final int LOOKS_MAX = 4_000_000; // a quadratic pattern looks a million times

    /// Counts how often a pattern looks at it, so that a pattern that explodes is found without a clock.
    private static final class Watched implements CharSequence {
        private final String text;
        private int looks;

        Watched(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks > LOOKS_MAX) {
                throw new IllegalStateException("looked " + looks + " times");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @ParameterizedTest(name = "no pattern explodes on \"{0}\" many times")
    @ValueSource(
            strings = {
                "a",
                "1.",
                "A1-",
                "HP ",
                "Version 1",
                "(",
                "; ",
                "S1234 ",
                "Linux ",
                "[x",
                "HP 5900 "
            })
    void hostileTextCostsNoMoreThanItsSquare(String unit) {
        String text = unit.repeat(TEXT_CHARS / unit.length());
        for (Rule rule : RuleTable.shipped()) {
            Watched watched = new Watched(text);
            try {
                boolean _ = rule.pattern().matcher(watched).find();
            } catch (IllegalStateException e) {
                throw new AssertionError(
                        rule + ": " + e.getMessage() + "; bound its quantifiers", e);
            }
        }
    }

    @Test
    void everyRuleIsWhole() {
        List<Rule> rules = RuleTable.shipped();
        assertThat(rules).hasSizeGreaterThan(700);
        for (Rule rule : rules) {
            assertThat(rule.confidencePercent()).as(rule.toString()).isBetween(1, 100);
            assertThat(rule.objectName()).as(rule.toString()).isNotBlank();
            int group = rule.value().contains("$1") ? 1 : 0;
            assertThat(rule.pattern().matcher("").groupCount())
                    .as(rule.toString())
                    .isGreaterThanOrEqualTo(group);
        }
    }

    @Test
    void everyScopesEnterpriseIsAVendorsOrAToolkits() {
        for (Rule rule : RuleTable.shipped()) {
            if (rule.scope() instanceof Scope.Below(var root, _)) {
                assertThat(Vendors.shipped().of(Subject.enterprise(root)))
                        .as("vendors.tsv lacks the scope of " + rule)
                        .isPresent();
            }
        }
    }

    @Test
    void whatIsNoObjectIsNamed() {
        assertThatThrownBy(() -> Place.parse("E.9.x"))
                .hasMessage(
                        "object \"E.9.x\": want E.1.2, M.1.2, 1.2.3 or a name of the system group");
    }
}
