package io.segwright.lab.agent;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;

/// HMAC and AES-128-CFB of one thread, reused from message to message.
final class UsmCrypto {
    private final Map<AuthProtocol, Mac> macs = new EnumMap<>(AuthProtocol.class);
    private final Cipher aes;

    UsmCrypto() {
        try {
            aes = Cipher.getInstance("AES/CFB/NoPadding");
            for (AuthProtocol protocol : AuthProtocol.values()) {
                macs.put(protocol, Mac.getInstance(protocol.mac()));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks AES or an HMAC", e);
        }
    }

    /// The whole HMAC of a message whose authentication parameters are zero.
    byte[] mac(LocalKeys keys, byte[] message, int offset, int length) {
        Mac mac = macs.get(keys.protocol());
        if (mac == null) {
            throw new AssertionError(keys.protocol() + " was not set up");
        }
        try {
            mac.init(keys.authentication());
            mac.update(message, offset, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("HMAC refuses its own key", e);
        }
    }

    byte[] encrypt(LocalKeys keys, int boots, int time, byte[] salt, byte[] plain) {
        return run(Cipher.ENCRYPT_MODE, keys, boots, time, salt, plain);
    }

    byte[] decrypt(LocalKeys keys, int boots, int time, byte[] salt, byte[] cipher) {
        return run(Cipher.DECRYPT_MODE, keys, boots, time, salt, cipher);
    }

    private byte[] run(int mode, LocalKeys keys, int boots, int time, byte[] salt, byte[] in) {
        // RFC 3826 sec. 3.1.2.1: the IV is boots, time and salt
        byte[] iv = ByteBuffer.allocate(16).putInt(boots).putInt(time).put(salt).array();
        try {
            aes.init(mode, keys.privacy(), new IvParameterSpec(iv));
            return aes.doFinal(in);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("AES refuses its own key", e);
        }
    }
}
