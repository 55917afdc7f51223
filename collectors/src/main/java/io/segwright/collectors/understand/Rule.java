package io.segwright.collectors.understand;

import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snmp4j.smi.OID;

/// One line of a fact table: an object of some devices holds an attribute.
///
/// @param objectName what the MIB or, where none is public, its purpose calls it
/// @param pattern must be found in the object's text
/// @param value what becomes of it: `$1` .. `$9` are the pattern's groups, `$0` the whole match
record Rule(
        Scope scope,
        Place place,
        String objectName,
        Attribute attribute,
        int confidencePercent,
        Pattern pattern,
        String value) {
    /// A rule at its place on one device.
    ///
    /// @param object the instance, or the column of it
    record Placed(Rule rule, OID object) {
        /// What an instance's text says by this rule; empty where it says nothing.
        Optional<AttributeFact> read(OID instance, String text) {
            Matcher matcher = rule.pattern.matcher(text);
            if (!matcher.find()) {
                return Optional.empty();
            }
            String found = Placeholders.drop(rule.attribute, rule.filled(matcher));
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new AttributeFact(
                                    rule.attribute,
                                    found,
                                    rule.confidencePercent,
                                    evidence(instance, text)));
        }

        private String evidence(OID instance, String text) {
            if (instance.equals(ObjectNames.SYS_OBJECT_ID)) {
                return rule.objectName + " " + text;
            }
            int from =
                    rule.place.shape() == Place.Shape.INSTANCE
                            ? instance.size() - 1
                            : object.size();
            OID index = new OID(instance.getValue(), from, instance.size() - from);
            return rule.objectName + "." + index + " (" + instance + ")";
        }
    }

    private String filled(Matcher matcher) {
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '$' && i + 1 < value.length() && Character.isDigit(value.charAt(i + 1))) {
                int group = value.charAt(++i) - '0';
                String text = group <= matcher.groupCount() ? matcher.group(group) : null;
                filled.append(text == null ? "" : text);
            } else {
                filled.append(c);
            }
        }
        return filled.toString().strip();
    }
}
