package io.segwright.rotator.audit;

import io.segwright.inventory.audit.AuditUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.util.encoders.Hex;

/// The Ed25519 key that an auditor checks checkpoints with (RFC 8032). Immutable.
public final class AuditPublicKey {
    static final String LABEL = "segwright-audit-ed25519";

    /// Keeps a signature over a checkpoint from being one over anything else.
    private static final byte[] DOMAIN =
            "segwright-audit-checkpoint-1\n".getBytes(StandardCharsets.US_ASCII);

    private static final int FILE_BYTES_MAX = 4_096; // one line and room for a comment

    private final Ed25519PublicKeyParameters key;

    AuditPublicKey(Ed25519PublicKeyParameters key) {
        this.key = key;
    }

    /// Reads the `.pub` file.
    ///
    /// @throws AuditUnavailableException it cannot be read or holds no key
    public static AuditPublicKey read(Path file) throws AuditUnavailableException {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new AuditUnavailableException(
                        "public key "
                                + file
                                + " is over "
                                + FILE_BYTES_MAX
                                + " bytes, want one line");
            }
            return parse(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new AuditUnavailableException("public key " + file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new AuditUnavailableException(
                    "public key " + file + " cannot be read: " + Reason.of(e), e);
        }
    }

    /// Parses `segwright-audit-ed25519 BASE64`, further words being a comment.
    public static AuditPublicKey parse(String text) {
        String[] words = text.strip().split("\\s+", 3);
        if (words.length < 2 || !words[0].equals(LABEL)) {
            throw new IllegalArgumentException("want \"" + LABEL + " <base64>\"");
        }
        byte[] bytes = Base64.getDecoder().decode(words[1]);
        if (bytes.length != Ed25519PublicKeyParameters.KEY_SIZE) {
            throw new IllegalArgumentException("key has " + bytes.length + " bytes, want 32");
        }
        return new AuditPublicKey(new Ed25519PublicKeyParameters(bytes));
    }

    /// The line of the `.pub` file, without its line feed.
    public String text() {
        return LABEL
                + " "
                + Base64.getEncoder().encodeToString(key.getEncoded())
                + " "
                + fingerprint();
    }

    /// The first 16 hex digits of the key's SHA-256; the log names its key by it.
    public String fingerprint() {
        byte[] encoded = key.getEncoded();
        SHA256Digest digest = new SHA256Digest();
        digest.update(encoded, 0, encoded.length);
        byte[] out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return Hex.toHexString(out, 0, 8);
    }

    boolean signed(byte[] bound, byte[] signature) {
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, key);
        verifier.update(DOMAIN, 0, DOMAIN.length);
        verifier.update(bound, 0, bound.length);
        return verifier.verifySignature(signature);
    }

    static byte[] domain() {
        return DOMAIN.clone();
    }

    @Override
    public String toString() {
        return text();
    }
}
