package im.stress.report;

import im.stress.model.MonitorColumn;
import java.util.Arrays;

/** What may leak, of the load generator and of the target. */
enum LeakFigure {
  /** Memory as the operating system sees it. */
  RSS("Resident memory", MonitorColumn.RSS_BYTES, MonitorColumn.TARGET_RSS_BYTES),
  /**
   * What was left in the Java heap after a collection: most look at young objects alone, so garbage
   * among old ones is in it until a mixed or full collection.
   */
  HEAP(
      "Heap after a collection (old garbage included)",
      MonitorColumn.HEAP_AFTER_GC_BYTES,
      MonitorColumn.TARGET_HEAP_AFTER_GC_BYTES),
  /** Threads. */
  THREADS("Threads", MonitorColumn.THREADS, MonitorColumn.TARGET_THREADS),
  /** File handles, sockets among them. */
  HANDLES("File handles", MonitorColumn.FD_USED, MonitorColumn.TARGET_FD_USED),
  /**
   * What runs out first, sockets of other processes and those that rest after their end included.
   */
  PORTS("Ports in use on this machine towards one address", MonitorColumn.PORTS_USED, null),
  /** Connections of the target. */
  SOCKETS("Sockets", null, MonitorColumn.TARGET_ESTABLISHED),
  /** Sockets that the other side has closed and the owner has not. */
  CLOSE_WAIT("Sockets not closed", null, MonitorColumn.TARGET_CLOSE_WAIT);

  private final String title;
  private final MonitorColumn client;
  private final MonitorColumn target;

  LeakFigure(String title, MonitorColumn client, MonitorColumn target) {
    this.title = title;
    this.client = client;
    this.target = target;
  }

  /** Its name for people. */
  String title() {
    return title;
  }

  /** The name for people of a column of {@code monitor.csv}. */
  static String titleOf(String column) {
    return Arrays.stream(values())
        .filter(figure -> figure.isOf(column))
        .findFirst()
        .map(LeakFigure::title)
        .orElse(column);
  }

  private boolean isOf(String column) {
    return (client != null && client.key().equals(column))
        || (target != null && target.key().equals(column));
  }

  /** Where it is measured; null where it isn't. */
  MonitorColumn column(boolean ofTarget) {
    return ofTarget ? target : client;
  }
}
