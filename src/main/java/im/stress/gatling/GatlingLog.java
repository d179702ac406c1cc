package im.stress.gatling;

import im.stress.measure.OperationLog;
import im.stress.model.Metric;
import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.core.stats.StatsEngine;
import java.util.EnumMap;
import java.util.Map;
import scala.Option;
import scala.collection.immutable.$colon$colon;
import scala.collection.immutable.List;
import scala.collection.immutable.Nil$;

/**
 * Writes what is measured into Gatling's log, under the names of its report. Silent until {@link
 * #attach} and after {@link #detach}. Safe on any thread.
 */
final class GatlingLog implements OperationLog {
  private static final Map<Metric, String> NAMES = new EnumMap<>(Metric.class);

  static {
    NAMES.put(Metric.CONNECT, "connect");
    NAMES.put(Metric.TLS, "tls handshake");
    NAMES.put(Metric.LOGIN, "login");
    NAMES.put(Metric.HEARTBEAT, "heartbeat");
    NAMES.put(Metric.ACK, "message ack");
    NAMES.put(Metric.DELIVERY, "message delivery");
    NAMES.put(Metric.GROUP_DELIVERY, "group delivery");
    NAMES.put(Metric.RECONNECT, "reconnect");
  }

  /** Gatling's log keeps no scenario with a response or an error. */
  private static final String NO_SCENARIO = "";

  private final OperationLog noPopulation = new Grouped(noGroups());
  private volatile StatsEngine engine;

  /** The name under which Gatling's report shows an operation; null = it doesn't. */
  static String nameOf(Metric operation) {
    return NAMES.get(operation);
  }

  void attach(StatsEngine statsEngine) {
    engine = statsEngine;
  }

  void detach() {
    engine = null;
  }

  @Override
  public void answered(Metric operation, long startEpochMillis, long endEpochMillis) {
    noPopulation.answered(operation, startEpochMillis, endEpochMillis);
  }

  @Override
  public void failed(Metric operation, long startEpochMillis, long endEpochMillis, String reason) {
    noPopulation.failed(operation, startEpochMillis, endEpochMillis, reason);
  }

  @Override
  public void connectionLost(String phase, String cause) {
    StatsEngine to = engine;
    if (to != null) {
      to.logRequestCrash(NO_SCENARIO, noGroups(), "connection lost", phase + ": " + cause);
    }
  }

  /** A population is a group of Gatling's: a row, below which are those of its operations. */
  @Override
  public OperationLog ofPopulation(String name) {
    return new Grouped(new $colon$colon<>(name, noGroups()));
  }

  @SuppressWarnings("unchecked") // Nil is the empty list of any type
  private static List<String> noGroups() {
    return (List<String>) (List<?>) Nil$.MODULE$;
  }

  /** The operations within a group of Gatling's. */
  private final class Grouped implements OperationLog {
    private final List<String> groups;

    Grouped(List<String> groups) {
      this.groups = groups;
    }

    @Override
    public void answered(Metric operation, long start, long end) {
      write(operation, start, end, OK$.MODULE$, Option.empty());
    }

    @Override
    public void failed(Metric operation, long start, long end, String reason) {
      write(operation, start, end, KO$.MODULE$, Option.apply(reason));
    }

    private void write(
        Metric operation, long start, long end, Status status, Option<String> reason) {
      StatsEngine to = engine;
      String name = NAMES.get(operation);
      if (to != null && name != null) {
        to.logResponse(NO_SCENARIO, groups, name, start, end, status, Option.empty(), reason);
      }
    }

    /** Gatling's report has its errors in one table. */
    @Override
    public void connectionLost(String phase, String cause) {
      GatlingLog.this.connectionLost(phase, cause);
    }
  }
}
