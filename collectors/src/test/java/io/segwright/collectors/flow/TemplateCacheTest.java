package io.segwright.collectors.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.flow.TemplateCache.Stored;
import io.segwright.inventory.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateCacheTest {
    private static final IpAddress A = IpAddress.of("192.0.2.1");
    private static final IpAddress B = IpAddress.of("192.0.2.2");
    private static final DomainKey DOMAIN = new DomainKey(0, 9, 1);
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000L);

    private final TemplateCache cache =
            new TemplateCache(
                    new FlowLimits(
                            10,
                            3,
                            5,
                            Duration.ofMinutes(10),
                            0,
                            0,
                            Duration.ofMinutes(1),
                            Duration.ofHours(1)));

    private static Template template(int id) throws MalformedException {
        byte[] definition = new WireBytes().u16(id, 1, 8, 4).array();
        return Template.compile(
                id,
                Template.Kind.FLOWS,
                List.of(new TemplateField(0, 8, 4)),
                definition,
                0,
                definition.length);
    }

    @Test
    void beyondAnExportersBoundTheLongestUnrefreshedGoes() throws MalformedException {
        for (int id = 256; id < 259; id++) {
            assertThat(cache.put(A, DOMAIN, template(id), NOW)).isEqualTo(Stored.NEW);
        }
        assertThat(cache.put(A, DOMAIN, template(256), NOW)).isEqualTo(Stored.REFRESHED);
        assertThat(cache.put(A, DOMAIN, template(259), NOW)).isEqualTo(Stored.NEW);
        assertThat(cache.find(A, DOMAIN, 257, NOW)).isEmpty();
        assertThat(cache.find(A, DOMAIN, 256, NOW)).isPresent();
        assertThat(cache.size(A)).isEqualTo(3);
        assertThat(cache.evicted()).isEqualTo(1);
    }

    @Test
    void beyondTheBoundOfAllANewOneIsRefusedAndNobodyElsesGoes() throws MalformedException {
        for (int id = 256; id < 259; id++) {
            cache.put(A, DOMAIN, template(id), NOW);
        }
        cache.put(B, DOMAIN, template(256), NOW);
        cache.put(B, DOMAIN, template(257), NOW);
        assertThat(cache.put(B, DOMAIN, template(258), NOW)).isEqualTo(Stored.REFUSED);
        assertThat(cache.put(IpAddress.of("192.0.2.3"), DOMAIN, template(256), NOW))
                .isEqualTo(Stored.REFUSED);
        assertThat(cache.size()).isEqualTo(5);
        assertThat(cache.size(A)).isEqualTo(3);
    }

    @Test
    void theTimerForgetsWhatWasNotRefreshed() throws MalformedException {
        cache.put(A, DOMAIN, template(256), NOW);
        cache.put(A, DOMAIN, template(257), NOW);
        cache.put(B, DOMAIN, template(256), NOW);
        Instant later = NOW.plus(Duration.ofMinutes(6));
        cache.put(A, DOMAIN, template(256), later);
        cache.expire(NOW.plus(Duration.ofMinutes(11)));
        assertThat(cache.size()).isEqualTo(1);
        assertThat(cache.find(A, DOMAIN, 256, later)).isPresent();
        assertThat(cache.expired()).isEqualTo(2);
    }

    @Test
    void forgettingADomainLeavesTheOthers() throws MalformedException {
        DomainKey other = new DomainKey(0, 9, 2);
        cache.put(A, DOMAIN, template(256), NOW);
        cache.put(A, other, template(256), NOW);
        cache.forget(A, DOMAIN);
        assertThat(cache.find(A, DOMAIN, 256, NOW)).isEmpty();
        assertThat(cache.find(A, other, 256, NOW)).isPresent();
        cache.forget(A);
        assertThat(cache.size()).isZero();
    }
}
