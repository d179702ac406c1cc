package im.stress.monitor;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Hears of every GC pause of this JVM, and of the heap that it left. Notified on a thread of the
 * JVM, read by the monitor's.
 *
 * <p>ZGC and Shenandoah report each concurrent cycle under a bean "… Cycles" and the pauses in it
 * under "… Pauses"; the durations of G1's "G1 Concurrent GC" (JDK 20 and later) are those of its
 * Remark and Cleanup pauses (compared with {@code -Xlog:gc} on JDK 17 and 25).
 */
final class GcPauseListener implements AutoCloseable {
  private final List<NotificationEmitter> collectors;
  private final NotificationListener listener = (notification, handback) -> hear(notification);
  private final Set<String> heapPools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toSet());
  private long longestMillis;
  private long leastBytesAfter;
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
      GcInfo gc = GarbageCollectionNotificationInfo.from(data).getGcInfo();
      add(gc.getDuration(), heapBytesAfter(gc));
    }
  }

  private long heapBytesAfter(GcInfo gc) {
    long bytes = 0;
    for (Map.Entry<String, MemoryUsage> pool : gc.getMemoryUsageAfterGc().entrySet()) {
      bytes += heapPools.contains(pool.getKey()) ? pool.getValue().getUsed() : 0;
    }
    return bytes;
  }

  private synchronized void add(long millis, long bytesAfter) {
    longestMillis = Math.max(longestMillis, millis);
    leastBytesAfter = count == 0 ? bytesAfter : Math.min(leastBytesAfter, bytesAfter);
    count++;
  }

  /** The pauses since the last call. */
  synchronized Pauses takePauses() {
    Pauses pauses = new Pauses(count, longestMillis, count == 0 ? -1 : leastBytesAfter);
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
   * @param leastBytesAfter least heap that one of them left; -1 when there was none
   */
  record Pauses(int count, long longestMillis, long leastBytesAfter) {}
}
