package io.segwright.lab.estate;

import io.segwright.lab.agent.AuthProtocol;
import io.segwright.lab.agent.SnmpAccess;
import io.segwright.lab.agent.UsmUser;
import io.segwright.lab.device.AccessKind;
import java.util.ArrayList;
import java.util.List;

/// The estate's SNMP credentials, for collectors to have and for agents to accept. They guard nothing but generated data
/// on this machine, so they stand here in the open.
final class Credentials {
    private static final String USER = "segwright-ro";
    private static final String AUTH_PASSWORD = "lab-authentication-38";
    private static final String PRIVACY_PASSWORD = "lab-privacy-38";

    private Credentials() {}

    static List<SnmpCredential> of(List<Site> sites) {
        List<SnmpCredential> out = new ArrayList<>();
        out.add(
                new SnmpCredential.User(
                        "estate-v3", "127.0.0.0/8", USER, AUTH_PASSWORD, PRIVACY_PASSWORD));
        for (Site site : sites) {
            out.add(
                    new SnmpCredential.Community(
                            site.name() + "-v2c",
                            site.range(),
                            SnmpCredential.Version.V2C,
                            community(site.number())));
            out.add(
                    new SnmpCredential.Community(
                            site.name() + "-v1",
                            site.range(),
                            SnmpCredential.Version.V1,
                            communityOne(site.number())));
        }
        return List.copyOf(out);
    }

    private static String community(int site) {
        return "lab-site" + site + "-ro";
    }

    private static String communityOne(int site) {
        return "lab-site" + site + "-v1";
    }

    static UsmUser user() {
        return UsmUser.of(USER, AuthProtocol.HMAC_SHA256_192, AUTH_PASSWORD, PRIVACY_PASSWORD);
    }

    static SnmpAccess access(AccessKind kind, int site, UsmUser user) {
        return switch (kind) {
            case V1_ONLY -> new SnmpAccess.V1(communityOne(site));
            case V2C -> new SnmpAccess.V2c(community(site));
            case V3 -> new SnmpAccess.V3(user);
        };
    }
}
