package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import im.stress.report.CompareSummary.Answer;
import im.stress.report.CompareSummary.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of runs that the production writers have left. */
class CompareReportTest {
  private static final UnaryOperator<ComparedRuns> AS_IT_IS = UnaryOperator.identity();

  @TempDir Path folder;
  private OptionalDouble limit = OptionalDouble.empty();
  private List<String> refusals = List.of();

  /** Three runs of each, of which the n-th takes n % longer than the first: the noise. */
  private CompareSummary compare(
      long firstMicros,
      long secondMicros,
      UnaryOperator<ComparedRuns> first,
      UnaryOperator<ComparedRuns> second)
      throws IOException {
    for (int i = 1; i <= 3; i++) {
      first.apply(ComparedRuns.at(run("a", i)).micros(noisy(firstMicros, i))).write();
      second.apply(ComparedRuns.at(run("b", i)).micros(noisy(secondMicros, 4 - i))).write();
    }
    return report(3, 3);
  }

  private static long noisy(long micros, int run) {
    return micros + micros * run / 100;
  }

  private Path run(String target, int number) {
    return folder.resolve(target + number);
  }

  private CompareSummary report(int firstRuns, int secondRuns) throws IOException {
    List<CompareReport.Planned> planned = new ArrayList<>();
    for (int i = 1; i <= firstRuns; i++) {
      planned.add(new CompareReport.Planned("a" + i, "a", run("a", i)));
    }
    for (int i = 1; i <= secondRuns; i++) {
      planned.add(new CompareReport.Planned("b" + i, "b", run("b", i)));
    }
    return CompareReport.write(
        folder,
        new CompareReport.Request(
            new CompareSummary.Asked(List.of("--target", "<b>"), new TreeMap<>(Map.of("k", "v"))),
            List.of(
                new CompareSummary.Target("a", "ws://a/"),
                new CompareSummary.Target("b", "ws://b/")),
            planned,
            refusals,
            limit),
        Optional.of(StagedStop.atStep(0)));
  }

  private static Figure figure(CompareSummary summary, String name) {
    return summary.figures().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void difference_beyond_the_noise_is_told_with_its_figures() throws IOException {
    CompareSummary summary = compare(1_000, 2_000, AS_IT_IS, AS_IT_IS);

    assertThat(summary.answer()).isEqualTo(Answer.DIFFERENCE);
    assertThat(summary.exitCode()).isZero();
    assertThat(summary.headline()).isEqualTo("b is slower than a.");
    assertThat(summary.reasons().get(0))
        .isEqualTo(
            "Ack, mean: 1.02 ms in a, 2.04 ms in b, +99.9 %, more than the noise between runs");
    Figure mean = figure(summary, "Ack, mean");
    assertThat(mean.percent()).isCloseTo(100, within(0.2));
    assertThat(mean.isBeyondNoise()).isTrue();
    assertThat(figure(summary, "Ack, p99").isBeyondNoise()).isTrue();
    assertThat(figure(summary, "Ack, max").second()).isCloseTo(2_062, within(2.0));
    assertThat(figure(summary, "Requests a second").first()).isEqualTo(24);
    assertThat(figure(summary, "Requests a second").isBeyondNoise()).isFalse();
  }

  @Test
  void difference_within_the_noise_is_none_and_says_what_it_could_have_missed() throws IOException {
    CompareSummary summary = compare(1_000, 1_005, AS_IT_IS, AS_IT_IS);

    assertThat(summary.answer()).isEqualTo(Answer.NO_DIFFERENCE);
    assertThat(summary.exitCode()).isZero();
    assertThat(summary.headline()).isEqualTo("No difference that these runs can show.");
    assertThat(summary.reasons().get(0))
        .matches(
            "Ack, mean: the difference of b from a lies between -\\d\\.\\d % and \\+\\d\\.\\d % .*");
  }

  @Test
  void figures_of_the_server_and_of_the_wire_are_for_each_request() throws IOException {
    CompareSummary summary =
        compare(1_000, 1_000, AS_IT_IS, run -> run.cpuPercent(60).bytesEach(120));

    assertThat(figure(summary, "Server CPU for each request").first())
        .isCloseTo(0.3 * 4 * 10 * 1e6 / 240, within(0.5));
    assertThat(figure(summary, "Server CPU for each request").isBeyondNoise()).isTrue();
    assertThat(figure(summary, "Server memory").first()).isEqualTo(309 * 1048576.0);
    assertThat(figure(summary, "Server memory for each request").first())
        .isCloseTo(9 * 1048576.0 / 240, within(1e-6));
    assertThat(figure(summary, "Received a second").first()).isEqualTo(2_400);
    assertThat(figure(summary, "Received for each request").second()).isEqualTo(120);
    assertThat(figure(summary, "Received a second").isBeyondNoise()).isTrue();
    assertThat(figure(summary, "Received a second").isWorse()).isFalse();
    assertThat(figure(summary, "Received a second").isBetter()).isFalse();
    assertThat(summary.reasons())
        .anySatisfy(reason -> assertThat(reason).startsWith("Server CPU for each request"));
  }

  @Test
  void slower_by_more_than_the_limit_exits_with_2() throws IOException {
    limit = OptionalDouble.of(10);

    CompareSummary summary = compare(1_000, 1_500, AS_IT_IS, AS_IT_IS);

    assertThat(summary.answer()).isEqualTo(Answer.TOO_SLOW);
    assertThat(summary.exitCode()).isEqualTo(2);
    assertThat(summary.headline()).isEqualTo("b is slower than a by more than 10 %.");
  }

  @Test
  void faster_or_slower_by_less_than_the_limit_holds_it() throws IOException {
    limit = OptionalDouble.of(10);

    assertThat(compare(1_000, 500, AS_IT_IS, AS_IT_IS).exitCode()).isZero();
    assertThat(compare(1_000, 1_010, AS_IT_IS, AS_IT_IS).exitCode()).isZero();
  }

  @Test
  void limit_within_the_noise_can_not_be_told() throws IOException {
    limit = OptionalDouble.of(1);

    CompareSummary summary = compare(1_000, 1_010, AS_IT_IS, AS_IT_IS);

    assertThat(summary.answer()).isEqualTo(Answer.NOT_TOLD);
    assertThat(summary.exitCode()).isEqualTo(3);
    assertThat(summary.headline()).startsWith("It can't be told whether b is slower than a");
  }

  @Test
  void error_kinds_stand_in_the_table() throws IOException {
    CompareSummary summary = compare(1_000, 1_000, AS_IT_IS, run -> run.acked(239));

    assertThat(figure(summary, "Errors: message refused").second()).isEqualTo(1);
    assertThat(figure(summary, "Errors: message refused").first()).isZero();
  }

  @Test
  void report_that_was_written_is_read_as_it_was() throws IOException {
    CompareSummary summary = compare(1_000, 2_000, AS_IT_IS, AS_IT_IS);

    assertThat(CompareReport.read(folder)).contains(summary);
    assertThat(Files.readString(folder.resolve("summary.md")).lines())
        .contains("# DIFFERENCE: comparison " + folder.getFileName(), "b is slower than a.")
        .anySatisfy(line -> assertThat(line).startsWith("| Ack, mean | 1.02 ms | 2.04 ms |"));
    assertThat(CompareReport.console(folder, summary))
        .contains("DIFFERENCE  comparison", "  Ack, p99 ");
  }

  /** The runs of a and b with these times to each ack. */
  private CompareSummary ofRuns(long[] first, long[] second) throws IOException {
    for (int i = 1; i <= 3; i++) {
      ComparedRuns.at(run("a", i)).micros(first[i - 1]).write();
      ComparedRuns.at(run("b", i)).micros(second[i - 1]).write();
    }
    return report(3, 3);
  }

  @Test
  void limit_is_broken_when_even_the_better_end_of_the_interval_is_above_it() throws IOException {
    limit = OptionalDouble.of(10);

    CompareSummary unsure =
        ofRuns(new long[] {10_000, 10_120, 10_240}, new long[] {11_060, 11_180, 11_300});

    assertThat(figure(unsure, "Ack, mean").percent()).isGreaterThan(10);
    assertThat(figure(unsure, "Ack, mean").isBeyondNoise()).isTrue();
    assertThat(unsure.exitCode()).isEqualTo(3);
    assertThat(unsure.reasons().get(0))
        .matches("Ack, mean: these runs can't rule out that b is worse by up to \\+13\\.\\d % .*");
    limit = OptionalDouble.of(5);
    assertThat(report(3, 3).exitCode()).isEqualTo(2);
  }

  @Test
  void difference_that_is_likely_and_not_certain_is_told_so() throws IOException {
    CompareSummary summary =
        ofRuns(new long[] {10_000, 10_120, 10_240}, new long[] {10_350, 10_470, 10_590});

    assertThat(figure(summary, "Ack, mean").percentLow()).isPositive();
    assertThat(figure(summary, "Ack, mean").isBeyondNoise()).isFalse();
    assertThat(summary.answer()).isEqualTo(Answer.NO_DIFFERENCE);
    assertThat(summary.headline())
        .startsWith("No difference is certain after these runs; there may be one");
    assertThat(summary.reasons().get(0))
        .matches("Ack, mean: the difference of b from a lies between \\+\\d\\.\\d % and .*");
  }

  @Test
  void late_answer_does_not_change_the_rate() throws IOException {
    CompareSummary summary = compare(1_000, 1_000, AS_IT_IS, ComparedRuns::withLateAck);

    assertThat(figure(summary, "Requests a second").second()).isEqualTo(24);
    assertThat(figure(summary, "Requests a second").difference()).isZero();
  }

  @Test
  void second_more_by_the_clock_on_the_wall_is_no_difference_of_rates() throws IOException {
    CompareSummary summary = compare(1_000, 1_000, AS_IT_IS, run -> run.seconds(11));

    assertThat(figure(summary, "Requests a second").percent()).isCloseTo(-9.1, within(0.1));
    assertThat(figure(summary, "Requests a second").isBeyondNoise()).isFalse();
    assertThat(figure(summary, "Received a second").isBeyondNoise()).isFalse();
  }

  @Test
  void heartbeats_that_were_sent_are_no_answers() throws IOException {
    CompareSummary summary =
        compare(
            1_000, 1_000, ComparedRuns::heartbeatsAlone, run -> run.heartbeatsAlone().acked(239));

    assertThat(figure(summary, "Requests in a run").first()).isEqualTo(240);
    assertThat(figure(summary, "Requests in a run").second()).isEqualTo(239);
  }

  @Test
  void what_several_monitors_saw_is_left_out_and_said() throws IOException {
    CompareSummary summary = compare(1_000, 1_000, AS_IT_IS, run -> run.watchedElsewhere(1, 80));

    assertThat(summary.figures()).noneMatch(figure -> figure.name().startsWith("Server"));
    assertThat(summary.notes())
        .containsExactly(
            "CPU and memory of the servers are left out: in b1, b2, b3 several monitors watched a"
                + " target of b, and their rows can't be told apart; give each target its own, as"
                + " --monitor b=DIR");
    assertThat(folder.resolve("summary.md")).content().contains("- Note: CPU and memory of");
    assertThat(folder.resolve("index.html")).content().contains("Note: CPU and memory of");
    assertThat(CompareReport.console(folder, summary)).contains("  Note: CPU and memory of");
  }

  @Test
  void runs_of_one_name_against_different_targets_are_noted() throws IOException {
    compare(1_000, 1_000, AS_IT_IS, AS_IT_IS);
    Path moved = run("b", 2).resolve("summary.json");
    Files.writeString(moved, Files.readString(moved).replace("127.0.0.1:10001", "10.0.0.9:10001"));

    assertThat(report(3, 3).notes())
        .containsExactly(
            "the runs of b had different targets: ws://10.0.0.9:10001/websocket;"
                + " ws://127.0.0.1:10001/websocket");
  }

  @Test
  void refusal_that_was_known_before_stands_first() throws IOException {
    refusals = List.of("the comparison ended early: b let nobody in");

    CompareSummary summary = compare(1_000, 2_000, AS_IT_IS, AS_IT_IS);

    assertThat(summary.exitCode()).isEqualTo(3);
    assertThat(summary.reasons()).containsExactlyElementsOf(refusals);
  }

  @Test
  void answers_that_are_judged_by_their_status_are_noted() throws IOException {
    CompareSummary byStatus =
        compare(
            1_000,
            1_000,
            run -> run.setting("im.codec.format", "http-get"),
            run ->
                run.setting("im.codec.format", "http-get")
                    .setting("im.codec.template.options.accept.status", "200"));
    assertThat(byStatus.notes())
        .singleElement()
        .asString()
        .startsWith("answers are judged by their status, and by an \"error\" in JSON");

    UnaryOperator<ComparedRuns> byBody =
        run ->
            run.setting("im.codec.format", "http-get")
                .setting("im.codec.template.options.accept.\"/status\"", "success");
    assertThat(compare(1_000, 1_000, byBody, byBody).notes()).isEmpty();
  }
}
