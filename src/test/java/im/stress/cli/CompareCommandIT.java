package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.ServerSettings.Architecture;
import im.stress.report.CompareReport;
import im.stress.report.CompareSummary;
import im.stress.report.CompareSummary.Answer;
import im.stress.run.Children;
import im.stress.run.CompareRun;
import im.stress.run.Interrupts;
import im.stress.run.RunParts;
import im.stress.run.RunWiring;
import im.stress.run.StressRun;
import im.stress.server.ImServer;
import im.stress.user.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real runs against two embedded servers. */
@Tag("own-jvm")
final class CompareCommandIT {
  /** A busy machine is no fault of the targets. */
  private static final List<String> TOLERANT =
      List.of(
          "max-cpu-percent=100",
          "max-steal-percent=100",
          "max-event-loop-lag-p99=60s",
          "max-send-lateness-p99=60s",
          "max-heartbeat-lateness-p99=60s",
          "max-gc-pause=60s");

  /** The shortest of them says how long the load generator may stand still. */
  private static final List<String> TIMEOUTS =
      List.of(
          "message.ack-timeout",
          "heartbeat.timeout",
          "http.timeout",
          "login.timeout",
          "connection.connect-timeout",
          "connection.handshake-timeout");

  /** What begins slowly in a JVM that has just started is less than 1 % of the rest. */
  private static final String LONG = "10";

  /** Two users are refused some dozens of times. */
  private static final String SHORT = "4";

  private final Children children = new Children();
  private final StringWriter out = new StringWriter();

  @AfterEach
  void leaveNothingRunning() {
    children.killAll();
  }

  @Test
  void late_acks_of_the_second_target_are_told_and_break_the_limit(@TempDir Path results)
      throws Exception {
    try (ImServer prompt = TestServer.with();
        ImServer late = TestServer.with("ack-delay=150ms")) {
      List<String> args = new ArrayList<>(List.of("--fail-if-slower", "10%"));
      args.addAll(List.of("--target", "a=" + prompt.url(), "--target", "b=" + late.url()));

      assertThat(compare(results, LONG, args)).as(out::toString).isEqualTo(2);
    }
    CompareSummary summary = read(results);
    assertThat(summary.answer()).isEqualTo(Answer.TOO_SLOW);
    assertThat(summary.reasons())
        .first()
        .asString()
        .startsWith("Ack, mean: ")
        .endsWith("more than the noise between runs");
    assertThat(summary.figures())
        .filteredOn(figure -> figure.name().equals("Received for each request"))
        .singleElement()
        .satisfies(figure -> assertThat(figure.first()).isBetween(100.0, 1_000.0));
  }

  /**
   * The seed ranked two architectures by logins of a user whom nobody had registered: one tells it
   * by status 401, the other by status 200 and an error in the body, which wrk can't see.
   */
  @Test
  void logins_of_a_user_who_is_not_registered_rank_nothing(@TempDir Path results) throws Exception {
    try (ImServer threads = TestServer.withChatRoom(Architecture.THREADS);
        ImServer events = TestServer.withChatRoom(Architecture.EVENTS)) {
      List<String> args = new ArrayList<>(logins("threads", threads, "events", events));
      args.addAll(List.of("--set", "im.codec.template.options.accept.\"/status\"=success"));

      assertThat(compare(results, SHORT, args)).as(out::toString).isEqualTo(3);
    }
    CompareSummary summary = read(results);
    assertThat(summary.answer()).isEqualTo(Answer.NOT_TOLD);
    assertNoSuccess(summary, "threads");
    assertNoSuccess(summary, "events");
    assertThat(summary.reasons())
        .anySatisfy(reason -> assertThat(reason).startsWith("the answers are not the same: "));
    assertThat(summary.runs())
        .extracting(CompareSummary.Run::verdict)
        .filteredOn(Objects::nonNull)
        .hasSize(2);
  }

  /** The same answers, of the same size, with status 200: nothing but their bodies tells. */
  @Test
  void errors_with_status_200_of_both_targets_rank_nothing(@TempDir Path results) throws Exception {
    try (ImServer one = TestServer.withChatRoom(Architecture.EVENTS);
        ImServer other = TestServer.withChatRoom(Architecture.EVENTS)) {
      assertThat(compare(results, SHORT, logins("one", one, "other", other)))
          .as(out::toString)
          .isEqualTo(3);
    }
    assertNoSuccess(read(results), "one");
    assertNoSuccess(read(results), "other");
  }

  private static void assertNoSuccess(CompareSummary summary, String target) {
    assertThat(summary.reasons())
        .anySatisfy(
            reason ->
                assertThat(reason)
                    .startsWith(target + ": expected a success of 99.00 % or more, got 0.00 %")
                    .contains("x message refused"));
  }

  /** The seed's load: one user, whom nobody has registered. */
  private static List<String> logins(String first, ImServer one, String second, ImServer other) {
    return List.of(
        "--target",
        first + "=" + url(one),
        "--target",
        second + "=" + url(other),
        "--preset",
        "http-get",
        "--set",
        "im.codec.template.options.method=POST",
        "--set",
        "im.codec.template.options.path=/login",
        "--set",
        "im.codec.template.options.body={\"username\":\"testuser\",\"password\":\"x\"}");
  }

  private static String url(ImServer server) {
    return "http://127.0.0.1:" + server.httpPort().getAsInt();
  }

  private static CompareSummary read(Path results) throws IOException {
    return CompareReport.read(results.resolve("r")).orElseThrow();
  }

  private int compare(Path results, String seconds, List<String> options) {
    List<String> args = new ArrayList<>(List.of("compare", "2", "0", seconds, "50", "0"));
    args.addAll(options);
    args.addAll(List.of("--pause", "0", "--set", "im.run.grace=1s"));
    TOLERANT.forEach(bound -> args.addAll(List.of("--set", "im.client." + bound)));
    TIMEOUTS.forEach(timeout -> args.addAll(List.of("--set", "im." + timeout + "=60s")));
    Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(out, true), false);
    Map<String, String> environment =
        Map.of("RESULTS_DIR", results.toString(), "RUN_ID", "r", "CI", "true");
    TerminalListener listener = new TerminalListener(terminal, Clock.systemUTC());
    Interrupts interrupts = new Interrupts();
    RunParts parts = RunWiring.parts(children, environment);
    StressRun run = new StressRun(parts, interrupts, listener);
    CompareRun comparing = RunWiring.compare(run, children, interrupts, listener);
    CompareCommand compare =
        new CompareCommand(
            comparing, RunWiring.demo(parts, comparing, interrupts), page -> {}, environment);
    RunCommand plain = new RunCommand(run, listener, page -> {}, environment);
    return new Main(terminal, Map.of("compare", compare)).run(plain, args.toArray(String[]::new));
  }
}
