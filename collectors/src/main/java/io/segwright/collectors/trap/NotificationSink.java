package io.segwright.collectors.trap;

import io.segwright.collectors.snmp.Notification;
import java.time.Instant;

/// Takes notifications, one at a time from the queue's thread.
@FunctionalInterface
public interface NotificationSink {
    void accept(Notification notification, Instant receivedAt);
}
