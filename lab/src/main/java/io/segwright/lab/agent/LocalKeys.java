package io.segwright.lab.agent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/// A user's keys for one engine.
final class LocalKeys {
    private static final int AES_KEY_BYTES =
            16; // RFC 3826 sec. 1.2: the localized key's first ones

    private final byte[] name;
    private final AuthProtocol protocol;
    private final SecretKeySpec authentication;
    private final SecretKeySpec privacy;

    private LocalKeys(byte[] name, AuthProtocol protocol, byte[] authentication, byte[] privacy) {
        this.name = name;
        this.protocol = protocol;
        this.authentication = new SecretKeySpec(authentication, protocol.mac());
        this.privacy = new SecretKeySpec(Arrays.copyOf(privacy, AES_KEY_BYTES), "AES");
    }

    static LocalKeys of(UsmUser user, byte[] engineId) {
        return new LocalKeys(
                user.name().getBytes(StandardCharsets.UTF_8),
                user.protocol(),
                user.authKey().localize(engineId),
                user.privacyKey().localize(engineId));
    }

    boolean isUser(byte[] userName) {
        return Arrays.equals(name, userName);
    }

    AuthProtocol protocol() {
        return protocol;
    }

    SecretKeySpec authentication() {
        return authentication;
    }

    SecretKeySpec privacy() {
        return privacy;
    }
}
