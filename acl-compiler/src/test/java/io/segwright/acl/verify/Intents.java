package io.segwright.acl.verify;

import io.segwright.acl.intent.Grant;
import io.segwright.acl.intent.Intent;
import io.segwright.acl.list.AccessList;
import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Match;
import java.util.ArrayList;
import java.util.List;

/// The intent that a list means whose denies all come before its permits; grants and exclusions last line first.
final class Intents {
    private Intents() {}

    static Intent of(AccessList denyThenPermit) {
        List<Grant> grants = new ArrayList<>();
        List<Match> exclusions = new ArrayList<>();
        for (AclLine line : denyThenPermit.lines().reversed()) {
            switch (line.action()) {
                case PERMIT -> grants.add(new Grant(line.match(), line.why()));
                case DENY -> exclusions.add(line.match());
            }
        }
        return new Intent(grants, exclusions);
    }
}
