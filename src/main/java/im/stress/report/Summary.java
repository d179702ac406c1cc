package im.stress.report;

import im.stress.model.Death;
import im.stress.record.Storm;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code summary.json}. A figure that was not measured is null and left out of the file; it is
 * never a 0 that nobody measured. Latencies are whole microseconds.
 *
 * @param warnings what did no harm but should be known, one line each, for people
 * @param anomalies counters that should be 0 and are not
 * @param storm what a drill found, over all shards; null without a drill
 * @param populations each population of the simulation; null where all users are of one kind
 * @param requests requests of HTTP; null where there were none
 * @param overTime what changed in the course of the run
 */
public record Summary(
    int schema,
    String run,
    Verdict verdict,
    List<String> reasons,
    Settings settings,
    Users users,
    Connections connections,
    Messages messages,
    Groups groups,
    Heartbeats heartbeats,
    Rates rates,
    Map<String, Latency> latencyMicros,
    Success success,
    List<String> warnings,
    Client client,
    List<ThresholdResult> thresholds,
    List<Machine> machines,
    Map<String, Long> anomalies,
    Storm storm,
    List<Population> populations,
    Requests requests,
    OverTime overTime) {

  /** Why connections were lost, and requests of HTTP failed. */
  List<Death> failures() {
    Stream<Death> deaths = connections == null ? Stream.empty() : connections.deaths().stream();
    Stream<Death> failed = requests == null ? Stream.empty() : requests.failures().stream();
    return Stream.concat(deaths, failed).toList();
  }

  /** What was asked for; times are whole seconds unless the setting has a fraction. */
  public record Settings(
      int users,
      Number rampUpSeconds,
      Number durationSeconds,
      long messageIntervalMillis,
      long heartbeatIntervalMillis,
      String codec,
      List<String> targets,
      long machines,
      long shards) {}

  /** Users over all machines. */
  public record Users(long asked, Long connected, Long loggedIn, Long peakOnline) {}

  /**
   * Connections, and how they were lost.
   *
   * @param attempted as many as {@code opened}, {@code failed} and {@code unfinished} together
   * @param unfinished still being made when the run ended
   */
  public record Connections(
      Long attempted,
      Long opened,
      Long failed,
      Long unfinished,
      Long lost,
      Long reconnected,
      List<Death> deaths) {}

  /** Lost connections of one kind; times in milliseconds, medians over the kind. */
  public record Death(
      im.stress.model.Death.Phase phase,
      String cause,
      int code,
      String reason,
      long count,
      long firstEpochMillis,
      long lastEpochMillis,
      Long sinceSentMillisP50,
      Long ageMillisP50,
      String advice) {
    /** The close code; empty when it was no close. */
    public String codeText() {
      return code < 0 ? "" : String.valueOf(code);
    }
  }

  /**
   * Requests of HTTP, of all kinds: logins, messages, polls.
   *
   * @param answered with whatever status
   * @param answerBytes of these answers, head and body, without TLS; null in older files
   * @param errors how many failed at {@code connect}, {@code write}, {@code read} or {@code
   *     timeout}; and answers with a {@code status} of 400 or more
   * @param sentAgain requests that were sent twice, as they met the close of a connection that had
   *     been kept; the server may have read both
   * @param closesUnannounced connections that were to be kept, and that the server closed with no
   *     request under way and without having said so; no errors
   * @param resetsBetweenRequests the same, reset in place of closed
   * @param failures why requests had no answer, by cause; those of logins are among the deaths
   */
  public record Requests(
      long made,
      long answered,
      Long answerBytes,
      Map<String, Long> errors,
      long sentAgain,
      long closesUnannounced,
      long resetsBetweenRequests,
      List<Death> failures) {}

  /**
   * Messages; null where the protocol has no acknowledgements or no ledger was kept. {@code
   * lostInGap} are those of {@code lost} that were under way when their sender or recipient lost
   * the connection. {@code passedOver} are those that only the last look of their recipient showed,
   * neither delivered nor lost; null where users don't poll. {@code notSent} are those of whose
   * request of HTTP nothing was written; null where there are no such requests.
   */
  public record Messages(
      Long intended,
      Long sent,
      Long skippedNoContact,
      Long blocked,
      Long acked,
      Long unacked,
      Long refused,
      Long delivered,
      Long lost,
      Long lostInGap,
      Long duplicated,
      Long reordered,
      Long misrouted,
      Long echoed, // arrivals at the sender, in a protocol that has them
      Long ackedNotDelivered,
      Long passedOver,
      Long notSent) {}

  /**
   * Group messages; null without groups. A message counts once, a delivery once for each member.
   * {@code deliveriesIntended} are {@code delivered}, {@code notJoined}, {@code lost} and those of
   * unknown fate (see the anomalies) together.
   *
   * @param count groups that had a member
   * @param members users who were a member
   * @param joins wishes to join; null as the next two where users don't ask
   * @param joinsRefused of these, the ones that the server refused
   * @param joinsUnanswered of these, the ones that it did not answer in time
   * @param intended due times with another member online, or of a user who could not join
   * @param skipped due times on which nothing was sent, since members were missing
   * @param acked as in {@link Messages}, null where the protocol acknowledges no group messages
   * @param deliveriesIntended members to whom the messages should have come
   * @param notJoined of these, users who could not join: the server refused or did not answer
   * @param lost of these, members whom the message did not reach, wherever else it arrived
   * @param lostInGap of {@code lost}, those under way when their sender or the member lost the
   *     connection; not those that a later message of the same sender had overtaken
   * @param duplicated further arrivals at a member
   * @param misrouted arrivals at somebody who is no member
   * @param unexpected arrivals at members who were not known to be there when it was sent
   * @param echoed arrivals at the sender, in a protocol that has them
   * @param amplification deliveries for each message sent; null when none was sent
   */
  public record Groups(
      Long count,
      Long members,
      Long joins,
      Long joinsRefused,
      Long joinsUnanswered,
      Long intended,
      Long sent,
      Long skipped,
      Long acked,
      Long unacked,
      Long refused,
      Long deliveriesIntended,
      Long delivered,
      Long notJoined,
      Long lost,
      Long lostInGap,
      Long duplicated,
      Long misrouted,
      Long unexpected,
      Long echoed,
      Double amplification) {}

  /**
   * The users of one population, and what became of the messages that they wrote to others; null as
   * in {@link Messages}.
   *
   * @param name that of their scenario
   * @param lost a message that arrived at a user of another process is among them
   * @param groupSent messages to groups; null as the next two without groups
   * @param groupDelivered of these, arrivals, one for each member
   * @param groupLost of these, arrivals that stayed out
   */
  public record Population(
      String name,
      Long users,
      Long loggedIn,
      Long sent,
      Long acked,
      Long delivered,
      Long lost,
      Long ackP99Micros,
      Long deliveryP99Micros,
      Long groupSent,
      Long groupDelivered,
      Long groupLost) {}

  /**
   * Heartbeats.
   *
   * @param answered in time; null as the next two where the server does not answer them
   * @param missed not answered in time
   * @param refused answered in time, by a refusal
   */
  public record Heartbeats(Long intended, Long sent, Long answered, Long missed, Long refused) {}

  /** Messages a second, from the first second with a send to the last one. */
  public record Rates(Double sentPerSecond, Double ackedPerSecond, Double deliveredPerSecond) {}

  /** One distribution. */
  public record Latency(
      long count,
      long min,
      long mean,
      long p50,
      long p90,
      long p95,
      long p99,
      long p999,
      long max) {}

  /**
   * What succeeded of what was tried or due, 0 to 1; null where nothing was.
   *
   * @param online time that users were online of the time planned
   * @param overall of all the others, and of what was due while its user was offline
   */
  public record Success(
      Double online,
      Double connect,
      Double login,
      Double ack,
      Double delivery,
      Double groupDelivery,
      Double heartbeat,
      Double overall) {}

  /** What the load generator itself used. */
  public record Client(
      Double cpuPercentMean,
      Double cpuPercentMax,
      Long rssBytesMax,
      Long gcPauseMillisMax,
      Long fdLimit,
      Long fdUsedMax) {}

  /**
   * A threshold and its figure; the figure is null when it was not measured.
   *
   * @param actual the figure: microseconds for a latency, else as in this summary
   * @param unit {@code microseconds} or {@code ratio}; null for a plain number
   * @param ok whether the figure keeps it; true when it was left out of the judgement
   * @param note why there is no figure, or what else to know of it; null = nothing
   */
  public record ThresholdResult(String name, Double actual, boolean ok, String unit, String note) {

    static final String MICROSECONDS = "microseconds";
    static final String RATIO = "ratio";

    /** The figure as people read it, or why there is none. */
    public String actualText() {
      if (actual == null) {
        return note;
      }
      if (MICROSECONDS.equals(unit)) {
        return Format.micros(Math.round(actual));
      }
      return RATIO.equals(unit) ? Format.percent(actual) : Format.number(actual);
    }

    /** Whether it held, for people. */
    public String heldText() {
      if (!ok) {
        return "no";
      }
      return actual == null ? "not judged" : "yes";
    }

    /** Why it did not hold. */
    String problem() {
      String more = note == null ? "" : ", " + note;
      return actual == null ? note : "was " + actualText() + more;
    }
  }

  /** One machine; the clock figures are null when they were not taken. */
  public record Machine(
      int id,
      String host,
      long shards,
      long users,
      Long clockOffsetMicros,
      Long clockErrorMicros) {}
}
