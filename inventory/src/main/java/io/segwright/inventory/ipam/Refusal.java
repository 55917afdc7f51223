package io.segwright.inventory.ipam;

import io.segwright.inventory.attribute.Tags;
import java.util.List;

/// Why a command was not done.
///
/// @param message for a person: what, where, what was wanted
/// @param problems which tags do not do, for [Code#TAGS]; else empty
/// @param tags those that were looked at, for [Code#TAGS]; else [Tags#NONE]
public record Refusal(Code code, String message, List<TagProblem> problems, Tags tags) {
    /// The kinds of refusal, for programs.
    public enum Code {
        TAGS("tags"),
        EXHAUSTED("exhausted"),
        TAKEN("taken"),
        OUTSIDE("outside"),
        NOT_ALLOWED("not-allowed"),
        POLICY("policy"),
        KEY_REUSED("key-reused"),
        UNKNOWN("unknown"),
        STATE("state"),
        LIMIT("limit");

        private final String word;

        Code(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public Refusal {
        problems = List.copyOf(problems);
    }

    static Refusal of(Code code, String message) {
        return new Refusal(code, message, List.of(), Tags.NONE);
    }

    /// The same, naming what was perhaps meant. Cost: up to some milliseconds a problem.
    public Refusal withNear(TagDirectory directory) {
        if (problems.isEmpty()) {
            return this;
        }
        List<TagProblem> near = problems.stream().map(p -> directory.withNear(p, tags)).toList();
        return new Refusal(code, text(near), near, tags);
    }

    static String text(List<TagProblem> problems) {
        return String.join("; ", problems.stream().map(TagProblem::text).toList());
    }
}
