package im.stress.run;

import im.stress.config.LoadUnit;
import im.stress.report.CapacityReport;
import im.stress.report.CapacitySummary;
import im.stress.report.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Searches from 100 to 800 users whose runs take no time; up to 300 users hold. */
final class CapacitySearches {
  final StagedFixture fixture;
  CapacityOptions options = options(LoadUnit.USERS, 100, 800);

  private final Path results;

  CapacitySearches(Path results) {
    this.results = results;
    fixture = new StagedFixture(results);
    limitUsersTo(300);
  }

  static CapacityOptions options(LoadUnit by, long from, long to) {
    return new CapacityOptions(
        by,
        new CapacityOptions.Bounds(OptionalLong.of(from), OptionalLong.of(to)),
        0.5,
        OptionalLong.empty(),
        Duration.ofSeconds(3),
        List.of("--pause", "3"));
  }

  void limitUsersTo(int most) {
    fixture.rule = run -> run.load().users() <= most ? Verdict.PASS : Verdict.FAIL;
  }

  StagedResult execute() throws Exception {
    return new CapacityRun(fixture.tools()).execute(CapacityPlan.of(options, fixture.sources));
  }

  StagedResult resume() throws Exception {
    return new CapacityRun(fixture.tools())
        .resume(CapacityPlan.of(options, fixture.sources), CapacityRun.earlier(results, "r"));
  }

  CapacitySummary summary() throws IOException {
    return CapacityReport.read(results.resolve("r")).orElseThrow();
  }

  String told() {
    return String.join("\n", fixture.told);
  }
}
