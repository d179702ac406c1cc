package im.stress.live;

import im.stress.model.Counter;
import im.stress.model.Metric;
import im.stress.model.MonitorColumn;
import im.stress.model.Unit;
import java.util.Locale;

/**
 * Names after Prometheus' conventions, made of those that figures have in result files: words
 * joined by underscores, the base unit last. The client library adds {@code _total} and the like.
 */
final class MetricNames {
  /** Begins all of them. */
  static final String PREFIX = "im_stress_";

  private MetricNames() {}

  /** {@code messagesSent} as {@code im_stress_messages_sent}. */
  static String of(Counter counter) {
    return PREFIX + words(counter.toString());
  }

  /** {@code groupDelivery} as {@code im_stress_group_delivery_seconds}. */
  static String of(Metric metric) {
    return PREFIX + words(metric.tag()) + "_seconds";
  }

  /**
   * {@code rssBytes} as {@code im_stress_client_rss_bytes}, {@code gcCount} as {@code
   * im_stress_client_gc_pauses}: {@code _count} is what a histogram has.
   */
  static String of(MonitorColumn column) {
    String subject = column.subject().name().toLowerCase(Locale.ROOT).replace("self", "client");
    String words =
        words(column.key())
            .replaceAll("_(percent|bytes|millis)$", "")
            .replaceAll("_count$", "_pauses");
    String whole = words.startsWith(subject) ? words : subject + "_" + words;
    return PREFIX + whole + unit(column.unit());
  }

  private static String unit(Unit unit) {
    return switch (unit) {
      case PERCENT -> "_ratio";
      case BYTES -> "_bytes";
      case MILLIS, FINE_MILLIS -> "_seconds";
      case COUNT -> "";
    };
  }

  /** The value of a column in the base unit of its name. */
  static double inBaseUnit(MonitorColumn column, double value) {
    return switch (column.unit()) {
      case PERCENT -> value / 100;
      case MILLIS, FINE_MILLIS -> value / 1000;
      case BYTES, COUNT -> value;
    };
  }

  private static String words(String camelCase) {
    return camelCase.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
