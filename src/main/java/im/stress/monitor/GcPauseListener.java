package im.stress.monitor;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Hears of every GC pause of this JVM. Notified on a thread of the JVM, read by the monitor's.
 *
 * <p>ZGC and Shenandoah report each concurrent cycle under a bean "… Cycles" and the pauses in it
 * under "… Pauses"; the durations of G1's "G1 Concurrent GC" (JDK 20 and later) are those of its
 * Remark and Cleanup pauses (compared with {@code -Xlog:gc} on JDK 17 and 25).
 */
final class GcPauseListener implements AutoCloseable {
  private final List<NotificationEmitter> collectors;
  private final NotificationListener listener = (notification, handback) -> hear(notification);
  private long longestMillis;
  private int count;

  GcPauseListener() {
    collectors =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(bean -> isPause(bean.getName()))
            .filter(NotificationEmitter.class::isInstance)
            .map(NotificationEmitter.class::cast)
            .toList();
    collectors.forEach(bean -> bean.addNotificationListener(listener, null, null));
  }

  /**
   * Whether the collector bean of this name reports times in which the application stands still.
   */
  static boolean isPause(String beanName) {
    return !beanName.endsWith(" Cycles");
  }

  private void hear(Notification notification) {
    String type = notification.getType();
    if (type.equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      CompositeData data = (CompositeData) notification.getUserData();
      add(GarbageCollectionNotificationInfo.from(data).getGcInfo().getDuration());
    }
  }

  private synchronized void add(long millis) {
    longestMillis = Math.max(longestMillis, millis);
    count++;
  }

  /** The pauses since the last call. */
  synchronized Pauses takePauses() {
    Pauses pauses = new Pauses(count, longestMillis);
    count = 0;
    longestMillis = 0;
    return pauses;
  }

  @Override
  public void close() {
    for (NotificationEmitter collector : collectors) {
      try {
        collector.removeNotificationListener(listener);
      } catch (ListenerNotFoundException e) {
        throw new IllegalStateException("the listener was added to every collector", e);
      }
    }
  }

  /**
   * The pauses of an interval.
   *
   * @param longestMillis 0 when there was none
   */
  record Pauses(int count, long longestMillis) {}
}
