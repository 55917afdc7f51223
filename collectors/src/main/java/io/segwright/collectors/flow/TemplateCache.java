package io.segwright.collectors.flow;

import io.segwright.inventory.net.IpAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The templates of every exporter, bounded for each and for all, forgotten when no longer refreshed.
///
/// A template is known by (exporter, source port or not, protocol version, domain, template id): a key with less of
/// it lets one exporter's templates spoil another's data. Each exporter's templates stand in the order in which they
/// were last refreshed, so that the one to drop is the first: constant time, whatever a hostile exporter sends.
/// Not thread-safe.
public final class TemplateCache {
    private record Key(DomainKey domain, int templateId) {}

    private record Entry(Template template, long refreshedMillis) {}

    /// What became of a template that an exporter sent.
    public enum Stored {
        /// Not known before.
        NEW,
        /// Known with another definition, which it replaced whole.
        CHANGED,
        /// Known with the same definition.
        REFRESHED,
        /// Not kept: the bound over all exporters is reached.
        REFUSED
    }

    private final int perExporterMax;
    private final int overallMax;
    private final long lifetimeMillis;
    private final Map<IpAddress, LinkedHashMap<Key, Entry>> byExporter = new HashMap<>();
    private int size;
    private long evicted;
    private long expired;

    public TemplateCache(FlowLimits limits) {
        perExporterMax = limits.templatesPerExporter();
        overallMax = limits.templatesOverall();
        lifetimeMillis = limits.templateLifetime().toMillis();
    }

    public Stored put(IpAddress exporter, DomainKey domain, Template template, Instant now) {
        LinkedHashMap<Key, Entry> own =
                byExporter.computeIfAbsent(exporter, _ -> new LinkedHashMap<>());
        Key key = new Key(domain, template.id());
        Entry before =
                own.remove(key); // put again below: the map's order is the order of refreshment
        if (before != null) {
            boolean same = before.template.isSameAs(template);
            own.put(key, new Entry(same ? before.template : template, now.toEpochMilli()));
            return same ? Stored.REFRESHED : Stored.CHANGED;
        }
        if (own.size() >= perExporterMax) {
            Iterator<Entry> oldest = own.values().iterator();
            oldest.next();
            oldest.remove();
            size--;
            evicted++;
        } else if (size >= overallMax) {
            dropIfEmpty(exporter, own);
            return Stored.REFUSED;
        }
        own.put(key, new Entry(template, now.toEpochMilli()));
        size++;
        return Stored.NEW;
    }

    /// The template, unless it is unknown or was last refreshed longer ago than a template lives.
    public Optional<Template> find(
            IpAddress exporter, DomainKey domain, int templateId, Instant now) {
        LinkedHashMap<Key, Entry> own = byExporter.get(exporter);
        if (own == null) {
            return Optional.empty();
        }
        Key key = new Key(domain, templateId);
        Entry entry = own.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (isExpired(entry, now)) {
            own.remove(key);
            size--;
            expired++;
            dropIfEmpty(exporter, own);
            return Optional.empty();
        }
        return Optional.of(entry.template);
    }

    private boolean isExpired(Entry entry, Instant now) {
        return now.toEpochMilli() - entry.refreshedMillis > lifetimeMillis;
    }

    /// Forgets a domain's templates: its exporter restarted and numbers anew.
    ///
    /// Cost: the number of the exporter's templates.
    public void forget(IpAddress exporter, DomainKey domain) {
        LinkedHashMap<Key, Entry> own = byExporter.get(exporter);
        if (own == null) {
            return;
        }
        int before = own.size();
        own.keySet().removeIf(key -> key.domain.equals(domain));
        size -= before - own.size();
        dropIfEmpty(exporter, own);
    }

    /// Forgets an exporter.
    public void forget(IpAddress exporter) {
        LinkedHashMap<Key, Entry> own = byExporter.remove(exporter);
        size -= own == null ? 0 : own.size();
    }

    /// Forgets every template whose life is over. For a timer: it looks at the oldest of each exporter only, and on
    /// from there while they are too old.
    public void expire(Instant now) {
        Iterator<LinkedHashMap<Key, Entry>> exporters = byExporter.values().iterator();
        while (exporters.hasNext()) {
            LinkedHashMap<Key, Entry> own = exporters.next();
            Iterator<Entry> oldestFirst = own.values().iterator();
            while (oldestFirst.hasNext() && isExpired(oldestFirst.next(), now)) {
                oldestFirst.remove();
                size--;
                expired++;
            }
            if (own.isEmpty()) {
                exporters.remove();
            }
        }
    }

    private void dropIfEmpty(IpAddress exporter, Map<Key, Entry> own) {
        if (own.isEmpty()) {
            byExporter.remove(exporter);
        }
    }

    /// Templates of all exporters.
    public int size() {
        return size;
    }

    /// Templates of one exporter.
    public int size(IpAddress exporter) {
        LinkedHashMap<Key, Entry> own = byExporter.get(exporter);
        return own == null ? 0 : own.size();
    }

    /// Templates dropped for newer ones of the same exporter.
    public long evicted() {
        return evicted;
    }

    /// Templates whose life was over.
    public long expired() {
        return expired;
    }
}
