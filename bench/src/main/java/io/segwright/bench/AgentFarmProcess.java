package io.segwright.bench;

import io.segwright.lab.agent.Agent;
import io.segwright.lab.agent.AgentCounters;
import io.segwright.lab.agent.AgentFleet;
import io.segwright.lab.agent.Fault;
import io.segwright.lab.agent.Mib;
import io.segwright.lab.agent.SnmpAccess;
import io.segwright.lab.device.Shapes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Agents in a process of their own, so that their CPU time is not the collector's: `AgentFarmProcess COUNT PORT`.
///
/// Says `ready`, then answers each line of standard input with one line: `counters`, `silence FIRST COUNT`,
/// `delay MILLIS`, `heal`. Ends with its input.
public final class AgentFarmProcess {
    private static final int CONTENTS_MAX =
            256; // different MIBs, 0.5 MB each; more agents share them
    private static final int MESSAGE_BYTES_MAX = 1_472; // one Ethernet frame

    private AgentFarmProcess() {}

    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        List<Agent> agents = agents(count);
        try (AgentFleet _ = AgentFleet.start(port, agents);
                BufferedReader commands =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("ready");
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                System.out.println(answer(line.split(" ", -1), agents));
            }
        }
    }

    private static List<Agent> agents(int count) {
        List<Supplier<Mib>> contents = new ArrayList<>();
        for (int i = 0; i < Math.min(count, CONTENTS_MAX); i++) {
            Mib mib = Shapes.mib(FarmDevice.of(i));
            contents.add(() -> mib);
        }
        List<Agent> agents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] engine = {(byte) 0x80, 0, 0, 9, 5, 0, 0, (byte) (i >> 8), (byte) i};
            agents.add(
                    new Agent(
                            List.of(InetAddress.ofLiteral(AgentFarm.address(i))),
                            engine,
                            List.of(new SnmpAccess.V2c(AgentFarm.COMMUNITY)),
                            contents.get(i % contents.size()),
                            MESSAGE_BYTES_MAX));
        }
        return agents;
    }

    private static String answer(String[] command, List<Agent> agents) {
        return switch (command[0]) {
            case "counters" -> counters(agents);
            case "silence" -> {
                int first = Integer.parseInt(command[1]);
                int last = first + Integer.parseInt(command[2]);
                agents.subList(first, last).forEach(agent -> agent.inject(new Fault.Silent()));
                yield "silent";
            }
            case "delay" -> {
                Duration by = Duration.ofMillis(Long.parseLong(command[1]));
                agents.forEach(agent -> agent.inject(new Fault.Delay(by)));
                yield "delayed";
            }
            case "heal" -> {
                agents.forEach(Agent::inject);
                yield "healed";
            }
            default -> "unknown command " + command[0];
        };
    }

    private static String counters(List<Agent> agents) {
        AgentCounters sum = new AgentCounters(0, 0, 0, 0, 0, 0, 0);
        for (Agent agent : agents) {
            sum = sum.plus(agent.counters());
        }
        return sum.varbinds() + " " + sum.answered() + " " + ProcessCpu.nanos();
    }
}
