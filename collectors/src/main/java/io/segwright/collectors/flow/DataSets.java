package io.segwright.collectors.flow;

import io.segwright.collectors.flow.PendingSets.PendingSet;
import io.segwright.collectors.flow.TemplateCache.Stored;
import io.segwright.inventory.flow.FlowRecord;
import io.segwright.inventory.net.IpAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Turns data sets into flow records by the templates that it keeps: what both protocols do alike.
///
/// A set whose template is not known is kept, and decoded when the template comes. Options records are not handed on:
/// what they say of sampling and of the exporter's clock is remembered for the flows of their domain.
///
/// Cost: some 120 ns a record, and 215 bytes for the flow record with its addresses and times. Not thread-safe.
public final class DataSets {
    private final TemplateCache templates;
    private final PendingSets pending;
    private final FlowAssembler assembler;
    private final RecordSlots slots = new RecordSlots();

    public DataSets(FlowLimits limits) {
        templates = new TemplateCache(limits);
        pending = new PendingSets(limits);
        assembler = new FlowAssembler(limits);
    }

    /// Takes a template, and decodes what waited for it.
    public void template(Template template, MessageContext context, List<FlowRecord> into) {
        Exporter exporter = context.exporter();
        Stored stored =
                templates.put(
                        exporter.address(), context.domain().key(), template, context.receivedAt());
        switch (stored) {
            case NEW -> replay(template, context, into);
            case CHANGED -> {
                exporter.count(Exporter.Count.TEMPLATES_CHANGED);
                replay(template, context, into);
            }
            case REFRESHED -> {}
            case REFUSED -> exporter.count(Exporter.Count.TEMPLATES_REFUSED);
        }
    }

    private void replay(Template template, MessageContext context, List<FlowRecord> into) {
        for (PendingSet set : pending.takeFor(context, template.id())) {
            context.exporter().count(Exporter.Count.SETS_REPLAYED);
            try {
                byte[] bytes = set.bytes();
                records(template, bytes, 0, bytes.length, set.offset(), set.context(), into);
            } catch (MalformedException problem) {
                context.exporter().malformed(problem);
            }
        }
    }

    /// Decodes the records of a data set, or keeps them until their template comes.
    ///
    /// @param at of the first record, behind the set's header
    /// @param end of the set
    /// @return how many records there were; empty when the template is not known
    /// @throws MalformedException at the first record that runs past `end`; those before it are in `into`
    public Optional<Integer> data(
            int templateId,
            byte[] bytes,
            int at,
            int end,
            MessageContext context,
            List<FlowRecord> into)
            throws MalformedException {
        Optional<Template> template =
                templates.find(
                        context.exporterAddress(),
                        context.domain().key(),
                        templateId,
                        context.receivedAt());
        if (template.isEmpty()) {
            byte[] kept = Arrays.copyOfRange(bytes, at, end);
            pending.keep(new PendingSet(templateId, kept, at, context));
            return Optional.empty();
        }
        return Optional.of(records(template.get(), bytes, at, end, 0, context, into));
    }

    private int records(
            Template template,
            byte[] bytes,
            int from,
            int end,
            int shift,
            MessageContext context,
            List<FlowRecord> into)
            throws MalformedException {
        DecodePlan plan = template.plan();
        int at = from;
        int count = 0;
        // What is left when no record fits any more is padding (RFC 7011 sec. 3.3.1, RFC 3954 sec.
        // 5.3); exporters
        // also fill up with zeros by more than a record of variable fields could have.
        while (end - at >= plan.lengthMin() && !isPadding(plan, bytes, at, end)) {
            at = plan.read(bytes, at, end, shift, slots);
            count++;
            switch (template.kind()) {
                case FLOWS -> assembler.assemble(slots, context, into);
                case OPTIONS -> {
                    context.exporter().count(Exporter.Count.OPTIONS_RECORDS);
                    context.domain().learn(slots);
                }
            }
        }
        return count;
    }

    /// Up to 3 zero bytes align a set to 4 bytes: with very short records they would look like records.
    private static boolean isPadding(DecodePlan plan, byte[] bytes, int at, int end) {
        return plan.lengthMin() < 4 && end - at < 4 && NetworkOrder.isZero(bytes, at, end);
    }

    /// Forgets what a domain's templates meant: the exporter restarted.
    public void restarted(MessageContext context) {
        context.exporter().count(Exporter.Count.RESTARTS);
        templates.forget(context.exporterAddress(), context.domain().key());
        pending.forget(context.exporterAddress(), context.domain().key());
    }

    /// Forgets an exporter.
    public void forget(IpAddress exporter) {
        templates.forget(exporter);
        pending.forget(exporter);
    }

    /// Forgets every template and kept set whose life is over: for a timer, once a minute or so.
    public void expire(Instant now) {
        templates.expire(now);
        pending.expire(now.toEpochMilli());
    }

    /// For counters.
    public TemplateCache templates() {
        return templates;
    }

    /// Bytes of data sets that wait for their templates.
    public long pendingBytes() {
        return pending.bytes();
    }
}
