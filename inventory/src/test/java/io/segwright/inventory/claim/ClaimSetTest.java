package io.segwright.inventory.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.claim.ClaimSet.Hearing;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.lab.Forall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClaimSetTest {
    private static final Instant T1 = RandomClaims.NOW;
    private static final Instant T2 = T1.plusSeconds(60);
    private static final ClaimSet SILENT = ClaimSet.silent(RandomClaims.DEVICE, "snmp", "");

    private static AttributeFact fact(String value, int percent, String place) {
        return new AttributeFact(Attribute.SERIAL, value, percent, place);
    }

    private static Statement word(ClaimSet set) {
        return set.word(Attribute.SERIAL).orElseThrow();
    }

    @Test
    void theSameAgainChangesNothingInWhateverOrder() {
        Forall.check(
                2_000,
                RandomClaims::facts,
                facts -> {
                    for (Hearing hearing : Hearing.values()) {
                        ClaimSet once = SILENT.said(facts, hearing, T1);
                        assertThat(once.said(facts, hearing, T2)).isEqualTo(once);
                        List<AttributeFact> turned = new ArrayList<>(facts);
                        Collections.reverse(turned);
                        assertThat(SILENT.said(turned, hearing, T1)).isEqualTo(once);
                    }
                });
    }

    @Test
    void nobodyIsRidOfAWordByHearingNothing() {
        Forall.check(
                2_000,
                RandomClaims::facts,
                facts -> {
                    ClaimSet once = SILENT.said(facts, Hearing.WHOLE, T1);
                    ClaimSet after = once.said(List.of(), Hearing.WHOLE, T2);
                    for (Attribute attribute : Attribute.values()) {
                        assertThat(after.word(attribute).map(Statement::value))
                                .isEqualTo(once.word(attribute).map(Statement::value));
                    }
                    assertThat(once.said(List.of(), Hearing.PARTIAL, T2)).isEqualTo(once);
                    assertThat(after.said(List.of(), Hearing.WHOLE, T2.plusSeconds(1)))
                            .isEqualTo(after);
                });
    }

    @Test
    void aSilentSourceIsAsOldAsItsSilence() {
        ClaimSet said = SILENT.said(List.of(fact("S1", 90, "p")), Hearing.WHOLE, T1);
        Instant later = T2.plusSeconds(3_600);
        assertThat(said.claims(later)).singleElement().extracting(Claim::lastSaid).isEqualTo(later);
        assertThat(said.said(List.of(), Hearing.WHOLE, T2).claims(later))
                .singleElement()
                .extracting(Claim::lastSaid)
                .isEqualTo(T2);
    }

    @Test
    void aValueKeepsItsBeginningUntilItChanges() {
        ClaimSet first = SILENT.said(List.of(fact("S1", 90, "row 1")), Hearing.WHOLE, T1);
        ClaimSet moved = first.said(List.of(fact("S1", 90, "row 2")), Hearing.WHOLE, T2);
        assertThat(word(moved).since()).isEqualTo(T1);
        assertThat(moved.statements()).hasSize(1);
        assertThat(word(moved.said(List.of(fact("S2", 90, "row 2")), Hearing.WHOLE, T2)).since())
                .isEqualTo(T2);
    }

    @Test
    void aTableThatWasNotReadKeepsItsWordAgainstALessCertainPlace() {
        ClaimSet first = SILENT.said(List.of(fact("S1", 95, "entity")), Hearing.WHOLE, T1);
        ClaimSet partly = first.said(List.of(fact("X", 60, "sysDescr")), Hearing.PARTIAL, T2);
        assertThat(word(partly).value()).isEqualTo("S1");
        ClaimSet changed = partly.said(List.of(fact("S2", 95, "entity.9")), Hearing.PARTIAL, T2);
        assertThat(word(changed).value()).isEqualTo("S2");
        assertThat(changed.statements()).hasSize(1);
    }

    @Test
    void placesAndTextsAreBounded() {
        List<AttributeFact> many =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> fact("S" + i + "x".repeat(2_000), 90, "place " + i))
                        .toList();
        ClaimSet set = SILENT.said(many, Hearing.WHOLE, T1);
        assertThat(set.statements()).hasSize(8);
        assertThat(set.statements()).allMatch(s -> s.value().length() == 1_000);
    }

    @Test
    void ofTwoSetsOfOneDeviceTheLaterWordsStay() {
        ClaimSet one = SILENT.said(List.of(fact("S1", 90, "p")), Hearing.WHOLE, T1);
        ClaimSet other =
                SILENT.said(
                        List.of(
                                fact("S2", 90, "p"),
                                new AttributeFact(Attribute.NAME, "n", 90, "q")),
                        Hearing.WHOLE,
                        T2);
        assertThat(one.and(other)).isEqualTo(other);
        assertThat(other.and(one)).isEqualTo(other);
    }
}
