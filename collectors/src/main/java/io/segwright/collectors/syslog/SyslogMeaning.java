package io.segwright.collectors.syslog;

import java.util.Locale;
import java.util.regex.Pattern;

/// Whether a log line says that what we know of its sender may be out of date: links, neighbours, stacks,
/// configuration, a restart. By the mnemonics of Cisco and Arista, the tags of Junos, and the words of Linux, lldpd and
/// FRR; what is not known says nothing, since most lines are about something else.
public final class SyslogMeaning {
    private static final Pattern MNEMONIC =
            Pattern.compile(
                    ".*(UPDOWN|IF_UP|IF_DOWN|LINK_UP|LINK_DOWN|SNMP_TRAP_LINK|ADJCHG|ADJCHANGE|NBRCHG|NEIGHBOR|CONFIG_I"
                            + "|CONFIGURED|UI_COMMIT|RESTART|COLDSTART|RELOAD|STACK|SWITCH_ADDED|SWITCH_REMOVED|MODULE"
                            + "|INSCARD|REMCARD|STATECHANGE|NEWMASTER|LLDP).*");
    private static final Pattern TEXT =
            Pattern.compile(
                    ".*\\b(link is (up|down)|link (up|down)|changed state to|entered (forwarding|disabled) state"
                            + "|neighbou?r .{0,80}\\b(up|down|changed|added|removed)|configuration (changed|committed)"
                            + "|(un|)able to reach neighbou?r|adjacency .{0,80}\\b(up|down|changed))\\b.*");

    private SyslogMeaning() {}

    public static boolean suggestsChange(SyslogMessage message) {
        String names = (message.application() + " " + message.messageId()).toUpperCase(Locale.ROOT);
        return MNEMONIC.matcher(names).matches()
                || TEXT.matcher(message.text().toLowerCase(Locale.ROOT)).matches();
    }
}
