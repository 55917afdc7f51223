package io.segwright.inventory.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.claim.Believed.Standing;
import io.segwright.inventory.claim.Decision.Choice;
import io.segwright.inventory.observe.Attribute;
import io.segwright.lab.Forall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BeliefTest {
    private static final int CASES = 4_000;
    private static final Instant NOW = RandomClaims.NOW;

    private static Claim claim(String source, String value, int daysAgo) {
        Instant said = NOW.minus(Duration.ofDays(daysAgo));
        return new Claim(
                RandomClaims.DEVICE, Attribute.SERIAL, value, source, "place", 90, said, said);
    }

    private static Decision decision(Choice choice, Instant expires, List<Claim> about) {
        return new Decision(
                RandomClaims.DEVICE,
                Attribute.SERIAL,
                choice,
                "user:anna",
                "read off the box",
                NOW.minus(Duration.ofDays(1)),
                expires,
                Decision.sides(about));
    }

    private static Believed believed(List<Claim> claims, Decision... decision) {
        return Belief.resolve(
                        claims, List.of(decision).stream().findFirst(), Authority.SHIPPED, NOW)
                .orElseThrow();
    }

    @Test
    void theBelievedClaimIsTheOneThatNoOtherBeats() {
        Forall.check(
                CASES,
                RandomClaims::of,
                c ->
                        assertThat(
                                        Belief.resolve(
                                                        c.claims(),
                                                        Optional.empty(),
                                                        c.authority(),
                                                        c.at())
                                                .map(Believed::claim))
                                .isEqualTo(SlowBelief.believed(c.claims(), c.authority(), c.at())));
    }

    @Test
    void neitherOrderNorRepetitionOfClaimsMatters() {
        Forall.check(
                CASES,
                RandomClaims::of,
                c -> {
                    List<Claim> twice = new ArrayList<>(c.claims());
                    twice.addAll(c.claims());
                    Collections.shuffle(twice, new Random(c.claims().size()));
                    assertThat(Belief.resolve(twice, Optional.empty(), c.authority(), c.at()))
                            .isEqualTo(
                                    Belief.resolve(
                                            c.claims(), Optional.empty(), c.authority(), c.at()));
                    assertThat(ClaimConflict.of(twice, Optional.empty(), c.authority(), c.at()))
                            .isEqualTo(
                                    ClaimConflict.of(
                                            c.claims(), Optional.empty(), c.authority(), c.at()));
                });
    }

    @Test
    void everyClaimWinsOrIsSaidToHaveLost() {
        Forall.check(
                CASES,
                RandomClaims::of,
                c ->
                        Belief.resolve(c.claims(), Optional.empty(), c.authority(), c.at())
                                .ifPresent(b -> {
                                    List<Claim> all = new ArrayList<>(List.of(b.claim()));
                                    b.lost().forEach(lost -> all.add(lost.claim()));
                                    assertThat(all)
                                            .containsExactlyInAnyOrderElementsOf(
                                                    c.claims().stream().distinct().toList());
                                    assertThat(b.lost()).allMatch(lost -> !lost.why().isBlank());
                                }));
    }

    @Test
    void whoeverSaysNothingOverridesNothing() {
        assertThat(Belief.resolve(List.of(), Optional.empty(), Authority.SHIPPED, NOW)).isEmpty();
        Claim lone = claim("import:a", "S1", 400);
        assertThat(believed(List.of(lone)).claim()).isEqualTo(lone);
        assertThat(believed(List.of(lone)).standing()).isEqualTo(Standing.STALE);
    }

    @Test
    void authorityPassesToTheNextWhenTheFirstWasNotHeardInTime() {
        List<Claim> fresh = List.of(claim("snmp", "S1", 13), claim("import:a", "S2", 1));
        assertThat(believed(fresh).claim().value()).isEqualTo("S1");
        assertThat(believed(fresh).lost().getFirst().why()).isEqualTo("snmp is believed before it");
        List<Claim> old = List.of(claim("snmp", "S1", 15), claim("import:a", "S2", 1));
        assertThat(believed(old).claim().value()).isEqualTo("S2");
        assertThat(believed(old).lost().getFirst().why()).startsWith("stale: last said 2026-04-16");
    }

    @Test
    void aDecisionWinsUntilItExpires() {
        List<Claim> claims = List.of(claim("snmp", "S1", 0), claim("import:a", "S2", 0));
        Decision decision = decision(new Choice.Value("S3"), NOW.plusSeconds(1), claims);
        Believed believed = believed(claims, decision);
        assertThat(believed.claim().value()).isEqualTo("S3");
        assertThat(believed.claim().source()).isEqualTo("person");
        assertThat(believed.claim().evidence()).isEqualTo("user:anna: read off the box");
        assertThat(believed.lost()).hasSize(2);
        assertThat(
                        Belief.resolve(
                                        claims,
                                        Optional.of(decision),
                                        Authority.SHIPPED,
                                        NOW.plusSeconds(1))
                                .map(b -> b.claim().value()))
                .contains("S1");
    }

    @Test
    void aDecisionIsOvertakenOnlyWhenAllThatItWasAboutHasChanged() {
        List<Claim> then = List.of(claim("snmp", "S1", 0), claim("import:a", "S2", 0));
        Decision decision = decision(new Choice.Value("S1"), Instant.MAX, then);
        List<Claim> one = List.of(claim("snmp", "S9", 0), claim("import:a", "s2 ", 0));
        assertThat(believed(one, decision).claim().value()).isEqualTo("S1");
        List<Claim> silent = List.of(claim("snmp", "S9", 0));
        assertThat(believed(silent, decision).claim().value()).isEqualTo("S1");
        List<Claim> both = List.of(claim("snmp", "S9", 0), claim("import:a", "S8", 0));
        assertThat(believed(both, decision).claim().value()).isEqualTo("S9");
        assertThat(
                        ClaimConflict.of(both, Optional.of(decision), Authority.SHIPPED, NOW)
                                .orElseThrow())
                .satisfies(conflict -> {
                    assertThat(conflict.isDecided()).isFalse();
                    assertThat(conflict.overtaken()).containsExactly(decision);
                });
    }

    @Test
    void aDecisionForASourceFollowsIt() {
        List<Claim> then = List.of(claim("snmp", "S1", 0), claim("import:a", "S2", 0));
        Decision decision = decision(new Choice.Source("import:a"), Instant.MAX, then);
        assertThat(believed(then, decision).claim().value()).isEqualTo("S2");
        List<Claim> later = List.of(claim("snmp", "S1", 0), claim("import:a", "S7", 0));
        assertThat(believed(later, decision).claim().value()).isEqualTo("S7");
        List<Claim> gone = List.of(claim("snmp", "S1", 0));
        assertThat(believed(gone, decision).claim().value()).isEqualTo("S1");
    }

    @Test
    void decisionsAreObeyedWhateverIsClaimed() {
        Forall.check(
                CASES,
                RandomClaims::of,
                c -> {
                    Decision decision =
                            new Decision(
                                    RandomClaims.DEVICE,
                                    Attribute.NAME,
                                    new Choice.Value("decided"),
                                    "user:anna",
                                    "because",
                                    c.at(),
                                    Instant.MAX,
                                    Decision.sides(c.claims()));
                    assertThat(
                                    Belief.resolve(
                                                    c.claims(),
                                                    Optional.of(decision),
                                                    c.authority(),
                                                    c.at())
                                            .map(b -> b.claim().value()))
                            .contains("decided");
                });
    }

    @Test
    void liveSourcesThatDisagreeAreAConflictAndStaleOnesAreNot() {
        List<Claim> live = List.of(claim("snmp", "S1", 0), claim("import:a", "S2", 0));
        assertThat(
                        ClaimConflict.of(live, Optional.empty(), Authority.SHIPPED, NOW)
                                .orElseThrow()
                                .sides())
                .containsExactlyElementsOf(live);
        List<Claim> stale = List.of(claim("snmp", "S1", 0), claim("import:a", "S2", 36));
        assertThat(ClaimConflict.of(stale, Optional.empty(), Authority.SHIPPED, NOW)).isEmpty();
        List<Claim> same = List.of(claim("snmp", "S1", 0), claim("import:a", " s1", 0));
        assertThat(ClaimConflict.of(same, Optional.empty(), Authority.SHIPPED, NOW)).isEmpty();
    }
}
