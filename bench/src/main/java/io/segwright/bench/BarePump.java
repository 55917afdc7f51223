package io.segwright.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/// The peer: SNMP4J alone, which sends the next GETBULK when the answer to the last one is there, looks at nothing but
/// the last OID, and keeps nothing. Less work than this no collector on SNMP4J can do.
final class BarePump implements AutoCloseable {
    private static final OID START = new OID("1.3");
    private static final long TIMEOUT_SECONDS = 600;

    private final Snmp snmp;

    BarePump() throws BenchException {
        try {
            DefaultUdpTransportMapping transport = new DefaultUdpTransportMapping();
            transport.setReceiveBufferSize(4 << 20);
            snmp = new Snmp(transport);
            snmp.listen();
        } catch (IOException e) {
            throw new BenchException("pump: " + e.getMessage());
        }
    }

    /// Walks the agents whole, some at a time.
    ///
    /// @param repetitions of each GETBULK
    /// @return varbinds received
    long walk(AgentFarm farm, int count, int atOnce, int repetitions) throws BenchException {
        Walks walks = new Walks(farm, count, repetitions);
        for (int i = 0; i < Math.min(count, atOnce); i++) {
            walks.startNext();
        }
        try {
            if (!walks.left.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new BenchException("pump: not done after " + TIMEOUT_SECONDS + " s");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new BenchException("pump: interrupted");
        }
        return walks.varbinds.get();
    }

    private final class Walks implements ResponseListener {
        private final AgentFarm farm;
        private final int count;
        private final int repetitions;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicLong varbinds = new AtomicLong();
        private final CountDownLatch left;

        Walks(AgentFarm farm, int count, int repetitions) {
            this.farm = farm;
            this.count = count;
            this.repetitions = repetitions;
            this.left = new CountDownLatch(count);
        }

        void startNext() {
            int number = next.getAndIncrement();
            if (number < count) {
                CommunityTarget<UdpAddress> target =
                        new CommunityTarget<>(
                                new UdpAddress(
                                        InetAddress.ofLiteral(AgentFarm.address(number)),
                                        farm.port()),
                                new OctetString(AgentFarm.COMMUNITY));
                target.setVersion(SnmpConstants.version2c);
                target.setTimeout(5_000);
                target.setRetries(2);
                ask(target, START);
            }
        }

        private void ask(CommunityTarget<UdpAddress> target, OID after) {
            PDU pdu = new PDU();
            pdu.setType(PDU.GETBULK);
            pdu.setMaxRepetitions(repetitions);
            pdu.add(new VariableBinding(after));
            try {
                snmp.send(pdu, target, target, this);
            } catch (IOException _) {
                end();
            }
        }

        @Override
        @SuppressWarnings("unchecked") // the handle is the target that ask() gave
        public <A extends Address> void onResponse(ResponseEvent<A> event) {
            snmp.cancel(event.getRequest(), this);
            PDU response = event.getResponse();
            if (response == null || response.size() == 0) {
                end();
                return;
            }
            varbinds.addAndGet(response.size());
            VariableBinding last = response.get(response.size() - 1);
            if (last.isException()) {
                end();
            } else {
                ask((CommunityTarget<UdpAddress>) event.getUserObject(), last.getOid());
            }
        }

        private void end() {
            left.countDown();
            startNext();
        }
    }

    @Override
    public void close() throws BenchException {
        try {
            snmp.close();
        } catch (IOException e) {
            throw new BenchException("pump: " + e.getMessage());
        }
    }
}
