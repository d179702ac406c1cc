package im.stress.report;

import static im.stress.model.Counter.*;

import im.stress.config.Secrets;
import im.stress.config.StressSettings;
import im.stress.model.Counter;
import im.stress.model.DeathTally;
import im.stress.model.Measurable;
import im.stress.record.RunData;
import im.stress.record.Schema;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * From merged data to the figures of {@code summary.json}; the verdict and the warnings are added
 * later.
 */
final class SummaryBuilder {

  private static final List<Counter> ODD =
      List.of(
          MESSAGES_UNACKED_IN_STANDSTILL,
          GROUP_MESSAGES_UNACKED_IN_STANDSTILL,
          HEARTBEATS_MISSED_IN_STANDSTILL,
          ACKS_LATE,
          ACKS_DUPLICATED,
          ACKS_UNKNOWN,
          PUSHES_FOREIGN,
          PUSHES_UNMARKED,
          FRAMES_MALFORMED,
          FRAMES_OVERSIZED,
          FRAMES_UNEXPECTED,
          MESSAGES_STALE,
          MESSAGES_FATE_UNKNOWN,
          MESSAGES_UNSEEN,
          LAST_LOOKS_UNANSWERED,
          GROUP_DELIVERIES_FATE_UNKNOWN,
          GROUP_MESSAGES_BLOCKED,
          GROUP_MESSAGES_NOT_JOINED,
          GROUP_DELIVERIES_NOT_JOINED,
          GROUP_JOINS_REFUSED,
          GROUP_JOINS_UNANSWERED,
          MESSAGES_OFFLINE,
          GROUP_MESSAGES_OFFLINE,
          HEARTBEATS_OFFLINE,
          CLOCK_ANOMALIES);

  private final RunData run;
  private final StressSettings settings;
  private final OverTime overTime;
  private final boolean counted;

  private SummaryBuilder(RunData run, StressSettings settings, OverTime overTime) {
    this.run = run;
    this.overTime = overTime;
    this.settings = settings;
    this.counted = !run.counters().isEmpty();
  }

  static Summary build(String runId, RunData run, StressSettings settings, OverTime overTime) {
    return new SummaryBuilder(run, settings, overTime).summary(runId);
  }

  private Summary summary(String runId) {
    List<Summary.Machine> machines = Machines.of(run.shards(), settings);
    return new Summary(
        Schema.CURRENT,
        runId,
        null,
        List.of(),
        settings(),
        users(machines),
        counted ? connections() : null,
        counted ? messages() : null,
        GroupFigures.of(run, settings.groups()),
        counted && Measured.heartbeats(run) ? heartbeats() : null,
        Rates.of(run),
        LatencyFigures.of(run.histograms()),
        Ratios.of(
            run,
            Attendance.of(run, settings.load(), asked(machines))
                .filter(attendance -> Measured.online(run))),
        List.of(),
        ClientFigures.of(run.monitor()),
        List.of(),
        machines,
        anomalies(),
        run.storm().orElse(null),
        PopulationFigures.of(run),
        run.total(REQUESTS) > 0 ? requests() : null,
        overTime);
  }

  private Summary.Settings settings() {
    return new Summary.Settings(
        settings.load().users(),
        seconds(settings.load().rampUp()),
        seconds(settings.load().duration()),
        settings.message().interval().toMillis(),
        settings.heartbeat().interval().toMillis(),
        settings.codec().format(),
        settings.target().urls().stream().map(Secrets::masked).toList(),
        run.machines(),
        run.shards().size());
  }

  private static Number seconds(Duration duration) {
    if (duration.toMillis() % 1000 == 0) {
      return duration.toSeconds();
    }
    return duration.toMillis() / 1000.0;
  }

  private Summary.Users users(List<Summary.Machine> machines) {
    OptionalLong peak = run.peakOnline();
    return new Summary.Users(
        asked(machines),
        run.count(USERS_CONNECTED),
        run.count(USERS_LOGGED_IN),
        peak.isPresent() ? peak.getAsLong() : null);
  }

  private static long asked(List<Summary.Machine> machines) {
    return machines.stream().mapToLong(Summary.Machine::users).sum();
  }

  private Summary.Connections connections() {
    return new Summary.Connections(
        run.count(CONNECTS_ATTEMPTED),
        run.count(CONNECTS_OPENED),
        run.count(CONNECTS_FAILED),
        run.count(CONNECTS_UNFINISHED),
        run.count(CONNECTIONS_LOST),
        run.count(RECONNECTED),
        deaths(true));
  }

  private List<Summary.Death> deaths(boolean losses) {
    return run.deaths().stream()
        .filter(deaths -> deaths.kind().phase().isLoss() == losses)
        .map(this::death)
        .toList();
  }

  private Summary.Requests requests() {
    Map<String, Long> errors = new LinkedHashMap<>();
    errors.put("connect", run.total(REQUESTS_FAILED_CONNECT));
    errors.put("write", run.total(REQUESTS_FAILED_WRITE));
    errors.put("read", run.total(REQUESTS_FAILED_READ));
    errors.put("timeout", run.total(REQUESTS_FAILED_TIMEOUT));
    errors.put("status", run.total(REQUESTS_ERROR_STATUS));
    return new Summary.Requests(
        run.total(REQUESTS),
        run.total(REQUESTS_ANSWERED),
        run.total(REQUESTS_ANSWER_BYTES),
        errors,
        run.total(REQUESTS_SENT_AGAIN),
        run.total(CLOSES_UNANNOUNCED),
        run.total(RESETS_BETWEEN_REQUESTS),
        deaths(false));
  }

  private Summary.Death death(DeathTally deaths) {
    String cause = DeathCause.of(deaths);
    return new Summary.Death(
        deaths.kind().phase(),
        cause,
        deaths.kind().code(),
        deaths.kind().reason(),
        deaths.count(),
        deaths.firstEpochMillis(),
        deaths.lastEpochMillis(),
        LatencyFigures.median(deaths.sinceSentMillis()),
        LatencyFigures.median(deaths.ageMillis()),
        DeathAdvice.of(deaths, cause, heartbeatMicros()));
  }

  /** An older version wrote down no intervals, and had none but those of the settings. */
  private List<Long> heartbeatMicros() {
    List<Long> told = run.intervals().heartbeatMicros();
    return told.isEmpty() && Measured.heartbeats(run)
        ? List.of(settings.heartbeat().interval().toNanos() / 1_000)
        : told;
  }

  private Summary.Messages messages() {
    boolean acks = Measured.acks(run);
    boolean ledger = Measured.ledger(run);
    return new Summary.Messages(
        run.count(MESSAGES_INTENDED),
        Measured.sent(run.count(MESSAGES_SENT), run.count(MESSAGES_NOT_SENT)),
        run.count(MESSAGES_SKIPPED),
        run.count(MESSAGES_BLOCKED),
        acks ? run.count(MESSAGES_ACKED) : null,
        acks ? Measured.plusLate(run, MESSAGES_UNACKED, -1, MESSAGES_REFUSED_LATE) : null,
        acks ? Measured.plusLate(run, MESSAGES_REFUSED, 1, MESSAGES_REFUSED_LATE) : null,
        ledger ? run.count(MESSAGES_DELIVERED) : null,
        ledger ? run.count(MESSAGES_LOST) : null,
        ledger ? run.count(MESSAGES_LOST_IN_GAP) : null,
        ledger ? run.count(MESSAGES_DUPLICATED) : null,
        ledger ? run.count(MESSAGES_REORDERED) : null,
        ledger ? run.count(MESSAGES_MISROUTED) : null,
        ledger ? run.count(MESSAGES_ECHOED) : null,
        ledger && acks ? run.count(MESSAGES_ACKED_NOT_DELIVERED) : null,
        run.measured(Measurable.POLLS) ? run.count(MESSAGES_PASSED_OVER) : null,
        run.total(REQUESTS) > 0 ? run.count(MESSAGES_NOT_SENT) : null);
  }

  private Summary.Heartbeats heartbeats() {
    boolean answers = Measured.heartbeatAnswers(run);
    return new Summary.Heartbeats(
        run.count(HEARTBEATS_INTENDED),
        run.count(HEARTBEATS_SENT),
        answers ? run.count(HEARTBEATS_ANSWERED) : null,
        answers ? run.count(HEARTBEATS_MISSED) : null,
        answers ? run.count(HEARTBEATS_REFUSED) : null);
  }

  private Map<String, Long> anomalies() {
    Map<String, Long> found = new LinkedHashMap<>();
    for (Counter counter : ODD) {
      Long count = run.count(counter);
      if (count != null && count != 0) {
        found.put(counter.toString(), count);
      }
    }
    return found;
  }
}
