package im.stress.report;

import im.stress.model.Cause;
import im.stress.model.Death;
import im.stress.model.DeathTally;
import org.HdrHistogram.AbstractHistogram;

/**
 * The cause that all lost connections of a kind together are evidence for. A single connection only
 * shows that the server closed it; many show that it closes whoever was silent for a certain time.
 */
final class DeathCause {

  /** Fewer than this are no evidence: two values are always close together or not by chance. */
  private static final long MIN_COUNT = 3;

  /** An idle timeout is found by a sweep or a timer wheel of the server, not to the millisecond. */
  private static final double TOLERANCE_MILLIS = 250;

  private static final double TOLERANCE_OF_MEDIAN = 0.05;

  /** A close this soon after our frame is an answer to it, not a timeout. */
  private static final long MIN_IDLE_MILLIS = 1000;

  private DeathCause() {}

  static String of(DeathTally deaths) {
    return isIdleTimeout(deaths) ? Cause.IDLE_TIMEOUT_BY_SERVER.key() : deaths.kind().cause();
  }

  private static boolean isIdleTimeout(DeathTally deaths) {
    Death.Kind kind = deaths.kind();
    boolean byServer =
        Cause.CLOSED_BY_SERVER.matches(kind.cause()) || Cause.CLOSE.matches(kind.cause());
    return kind.phase() == Death.Phase.ONLINE
        && byServer
        && deaths.sinceSentMillis().getTotalCount() >= MIN_COUNT
        && deaths.sinceSentMillis().getValueAtPercentile(10) >= MIN_IDLE_MILLIS
        && concentrated(deaths.sinceSentMillis())
        && (!concentrated(deaths.ageMillis()) || silentSinceTheStart(deaths));
  }

  private static boolean concentrated(AbstractHistogram millis) {
    long spread = millis.getValueAtPercentile(90) - millis.getValueAtPercentile(10);
    return spread <= tolerance(millis);
  }

  /** Users that never sent anything after their login have been idle for as long as they lived. */
  private static boolean silentSinceTheStart(DeathTally deaths) {
    long difference = median(deaths.ageMillis()) - median(deaths.sinceSentMillis());
    return Math.abs(difference) <= tolerance(deaths.ageMillis());
  }

  private static double tolerance(AbstractHistogram millis) {
    return Math.max(TOLERANCE_MILLIS, TOLERANCE_OF_MEDIAN * median(millis));
  }

  private static long median(AbstractHistogram millis) {
    return millis.getValueAtPercentile(50);
  }
}
