package io.segwright.inventory.net;

/// Text that is no address, prefix, MAC or port. The message names the text and what was wanted.
public final class AddressFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    public AddressFormatException(String message) {
        super(message);
    }
}
