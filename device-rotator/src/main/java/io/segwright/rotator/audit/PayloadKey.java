package io.segwright.rotator.audit;

import io.segwright.inventory.audit.AuditUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts what events say: AES-256-GCM, a fresh random 96-bit nonce each, bound to the record's place in the chain.
///
/// Random nonces allow 2^32 records a key (NIST SP 800-38D sec. 8.3); a thousand a second would take 50 days
/// without pause, a real estate writes that many in decades. A counter would repeat after a torn tail is cut.
final class PayloadKey {
    private static final String LABEL = "segwright-audit-aes256";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private PayloadKey(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    static PayloadKey read(Path file) throws AuditUnavailableException {
        return new PayloadKey(KeyFile.read(file, LABEL, KEY_BYTES));
    }

    static PayloadKey readOrCreate(Path file) throws AuditUnavailableException {
        if (Files.notExists(file)) {
            byte[] fresh = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            KeyFile.create(file, LABEL, fresh);
        }
        return read(file);
    }

    /// Base64 of nonce, ciphertext and tag.
    String seal(byte[] plain, byte[] bound) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, bound);
            byte[] sealed = cipher.doFinal(plain);
            byte[] out = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, out, NONCE_BYTES, sealed.length);
            return Base64.getEncoder().encodeToString(out);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has AES/GCM", e);
        }
    }

    /// The plain bytes, or empty when the key is another or the record was moved.
    Optional<byte[]> open(String body, byte[] bound) {
        try {
            byte[] in = Base64.getDecoder().decode(body);
            if (in.length < NONCE_BYTES + TAG_BITS / 8) {
                return Optional.empty();
            }
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(in, NONCE_BYTES), bound);
            return Optional.of(cipher.doFinal(in, NONCE_BYTES, in.length - NONCE_BYTES));
        } catch (AEADBadTagException | IllegalArgumentException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has AES/GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }

    @Override
    public String toString() {
        return "PayloadKey[redacted]";
    }
}
