package io.segwright.collectors.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.SilenceReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final IpAddress DEVICE = IpAddress.of("10.1.2.3");
    private static final Binding TEN = Binding.toRanges(List.of(Prefix.of("10.0.0.0/8")));
    private static final Secret SECRET = Secret.of("correct horse battery");
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));

    private static SnmpCredential v2c(String name, Binding binding) {
        return new SnmpCredential.V2c(name, binding, SECRET);
    }

    private static SnmpCredential v3(String name, Binding binding) {
        return new SnmpCredential.V3(
                name, binding, "user", AuthProtocol.SHA256, SECRET, PrivProtocol.AES128, SECRET);
    }

    private static List<String> names(List<SnmpCredential> credentials) {
        return credentials.stream().map(SnmpCredential::name).toList();
    }

    @Test
    void aSecretNeverPrints() {
        SnmpCredential credential = v3("a", TEN);
        assertThat(SECRET).hasToString("Secret[redacted]");
        assertThat(credential.toString()).doesNotContain("horse").contains("Secret[redacted]");
        assertThat(v2c("b", TEN).toString()).doesNotContain("horse");
        assertThatThrownBy(() -> Secret.of("")).hasMessage("secret of 0 bytes: want 1..1024");
    }

    @Test
    void aCredentialIsUsedOnlyInsideItsRangesAndSites() {
        CredentialBook book =
                new CredentialBook(
                        List.of(
                                v2c("ten", TEN),
                                v2c("berlin", Binding.toSites(Set.of("berlin"))),
                                v2c(
                                        "both",
                                        new Binding(
                                                List.of(Prefix.of("10.1.0.0/16")),
                                                Set.of("berlin"))),
                                v2c("six", Binding.toRanges(List.of(Prefix.of("2001:db8::/32"))))));
        assertThat(names(book.candidates(DEVICE, "rome"))).containsExactly("ten");
        assertThat(names(book.candidates(DEVICE, "berlin")))
                .containsExactly("ten", "berlin", "both");
        assertThat(names(book.candidates(IpAddress.of("192.0.2.1"), "rome"))).isEmpty();
        assertThat(names(book.candidates(IpAddress.of("2001:db8::1"), "rome")))
                .containsExactly("six");
    }

    @Test
    void aCredentialForEverywhereIsRefused() {
        assertThatThrownBy(() -> new Binding(List.of(), Set.of()))
                .hasMessage("credential bound to no range and no site: want at least one of them");
    }

    @Test
    void atMostThreeAreTriedAndVersionThreeGoesFirst() {
        CredentialBook book =
                new CredentialBook(
                        List.of(
                                new SnmpCredential.V1("one", TEN, SECRET),
                                v2c("two-a", TEN),
                                v2c("two-b", TEN),
                                v3("three-a", TEN),
                                v3("three-b", TEN)));
        assertThat(names(book.candidates(DEVICE, "x")))
                .containsExactly("three-a", "three-b", "two-a");
    }

    @Test
    void namesAreUniqueAndPlain() {
        assertThatThrownBy(() -> new CredentialBook(List.of(v2c("a", TEN), v3("a", TEN))))
                .hasMessage("credential name 'a' is given twice: want unique names");
        assertThatThrownBy(() -> v2c("a b", TEN))
                .hasMessage("credential name 'a b': want 1..64 of A-Z a-z 0-9 . _ -");
    }

    @Test
    void aShortPassphraseIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() ->
                        SnmpCredential.V3.authenticated(
                                "a", TEN, "user", AuthProtocol.SHA256, Secret.of("1234567")))
                .hasMessage("a: authentication passphrase of 7 bytes: want at least 8");
    }

    @Test
    void aRefusedPairRestsFor24Hours() {
        CredentialMemory memory = new CredentialMemory(now::get);
        SnmpCredential refused = v3("old", TEN);
        SnmpCredential other = v2c("other", TEN);
        memory.refused(DEVICE, refused, SilenceReason.WRONG_AUTH_KEY);
        assertThat(names(memory.usable(DEVICE, List.of(refused, other)))).containsExactly("other");
        assertThat(names(memory.usable(IpAddress.of("10.1.2.4"), List.of(refused, other))))
                .containsExactly("old", "other");
        now.updateAndGet(t -> t.plus(Duration.ofHours(24)).minusSeconds(1));
        assertThat(memory.refusal(DEVICE, refused)).contains(SilenceReason.WRONG_AUTH_KEY);
        now.updateAndGet(t -> t.plusSeconds(2));
        assertThat(memory.refusal(DEVICE, refused)).isEmpty();
        assertThat(names(memory.usable(DEVICE, List.of(refused, other))))
                .containsExactly("old", "other");
    }

    @Test
    void onceVersionThreeAnsweredNoCommunityIsSentAgain() {
        CredentialMemory memory = new CredentialMemory(now::get);
        SnmpCredential good = v3("good", TEN);
        SnmpCredential second = v3("second", TEN);
        SnmpCredential community = v2c("community", TEN);
        memory.answered(DEVICE, good);
        assertThat(names(memory.usable(DEVICE, List.of(second, good, community))))
                .containsExactly("good", "second");
        memory.refused(DEVICE, good, SilenceReason.UNKNOWN_USER);
        assertThat(names(memory.usable(DEVICE, List.of(second, good, community))))
                .containsExactly("second");
    }

    @Test
    void memorySurvivesSavingWithoutASecretInIt() throws CredentialMemoryFormatException {
        CredentialMemory memory = new CredentialMemory(now::get);
        memory.answered(DEVICE, v3("good", TEN));
        memory.answered(IpAddress.of("2001:db8::1"), v2c("community", TEN));
        memory.refused(DEVICE, v3("bad", TEN), SilenceReason.UNKNOWN_USER);
        List<String> lines = memory.lines();
        assertThat(lines)
                .containsExactly(
                        "10.1.2.3 bad UNKNOWN_USER 2026-11-23T10:00:00Z",
                        "10.1.2.3 good ANSWERED_V3 forever",
                        "2001:db8::1 community ANSWERED forever");
        CredentialMemory loaded = CredentialMemory.load(lines, now::get);
        assertThat(loaded.lines()).isEqualTo(lines);
        assertThat(names(loaded.usable(DEVICE, List.of(v3("bad", TEN), v2c("x", TEN))))).isEmpty();
    }

    @ParameterizedTest(name = "''{0}'' is no line")
    @ValueSource(
            strings = {
                "10.1.2.3 good",
                "10.1.2.3 good ANSWERED tomorrow",
                "10.1.2.300 good ANSWERED forever",
                "10.1.2.3 good HAPPY forever",
                "10.1.2.3 good ANSWERED forever more"
            })
    void aBrokenLineIsNamed(String line) {
        assertThatThrownBy(() -> CredentialMemory.load(List.of("", line), now::get))
                .isInstanceOf(CredentialMemoryFormatException.class)
                .hasMessageStartingWith("line 2: ")
                .hasMessageEndingWith("; delete the line");
    }
}
