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
        .matches("Ack, mean: that of b is within -\\d\\.\\d % and \\+\\d\\.\\d % of that of a .*");
  }

  @Test
  void figures_of_the_server_and_of_the_wire_are_for_each_request() throws IOException {
    CompareSummary summary =
        compare(1_000, 1_000, AS_IT_IS, run -> run.cpuPercent(60).bytesEach(120));

    assertThat(figure(summary, "Server CPU for each request").first())
        .isCloseTo(0.3 * 1 * 10 * 1e6 / 240, within(0.5));
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
}
