package io.segwright.app.cli;

/// The numbers that people give to options, once they are known to be within bounds.
final class OptionValue {
    private static final int PORT_MAX = 65_535;

    private OptionValue() {}

    static int port(String option, int port) throws CommandFailure {
        return within(option, port, 1, PORT_MAX);
    }

    static int within(String option, int value, int least, int most) throws CommandFailure {
        if (value < least || value > most) {
            throw CommandFailure.usage(option + " " + value + ": want " + least + ".." + most);
        }
        return value;
    }
}
