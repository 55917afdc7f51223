package io.segwright.collectors.snmp;

/// The saved agent memory is damaged. The message names the line.
public final class AgentMemoryFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    AgentMemoryFormatException(String message) {
        super(message);
    }
}
