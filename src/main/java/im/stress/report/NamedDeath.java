package im.stress.report;

import im.stress.measure.Cause;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Lost connections of one kind, with the cause that all of them together are evidence for. A single
 * connection only shows that the server closed it; many show that it closes whoever was silent for
 * a certain time.
 */
record NamedDeath(DeathKind kind, String cause) {

  /** Fewer than this are no evidence: two values are always close together or not by chance. */
  private static final long MIN_COUNT = 3;

  /** An idle timeout is found by a sweep or a timer wheel of the server, not to the millisecond. */
  private static final double TOLERANCE_MILLIS = 250;

  private static final double TOLERANCE_OF_MEDIAN = 0.05;

  /** A close this soon after our frame is an answer to it, not a timeout. */
  private static final long MIN_IDLE_MILLIS = 1000;

  static List<NamedDeath> nameAll(List<DeathKind> kinds) {
    return kinds.stream().map(k -> new NamedDeath(k, name(k))).toList();
  }

  private static String name(DeathKind kind) {
    return isIdleTimeout(kind) ? Cause.IDLE_TIMEOUT_BY_SERVER.key() : kind.key().cause();
  }

  private static boolean isIdleTimeout(DeathKind kind) {
    DeathKind.Key key = kind.key();
    boolean byServer =
        Cause.CLOSED_BY_SERVER.matches(key.cause()) || Cause.CLOSE.matches(key.cause());
    return key.phase().equals("online")
        && byServer
        && kind.sinceSentMillis().getTotalCount() >= MIN_COUNT
        && kind.sinceSentMillis().getValueAtPercentile(10) >= MIN_IDLE_MILLIS
        && concentrated(kind.sinceSentMillis())
        && (!concentrated(kind.ageMillis()) || silentSinceTheStart(kind));
  }

  private static boolean concentrated(Histogram millis) {
    long spread = millis.getValueAtPercentile(90) - millis.getValueAtPercentile(10);
    return spread <= tolerance(millis);
  }

  /** Users that never sent anything after their login have been idle for as long as they lived. */
  private static boolean silentSinceTheStart(DeathKind kind) {
    long difference = median(kind.ageMillis()) - median(kind.sinceSentMillis());
    return Math.abs(difference) <= tolerance(kind.ageMillis());
  }

  private static double tolerance(Histogram millis) {
    return Math.max(TOLERANCE_MILLIS, TOLERANCE_OF_MEDIAN * median(millis));
  }

  private static long median(Histogram millis) {
    return millis.getValueAtPercentile(50);
  }
}
