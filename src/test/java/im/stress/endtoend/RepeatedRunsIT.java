package im.stress.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.SettingsSources;
import im.stress.run.Children;
import im.stress.run.Interrupts;
import im.stress.run.RunListener;
import im.stress.run.RunParts;
import im.stress.run.RunProgress;
import im.stress.run.RunResult;
import im.stress.run.RunStart;
import im.stress.run.RunWiring;
import im.stress.run.StressRun;
import im.stress.server.ImServer;
import im.stress.user.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real runs, one after the other, in this JVM and without a terminal. */
@Tag("own-jvm")
class RepeatedRunsIT {
  private final Children children = new Children();
  private final List<String> started = new ArrayList<>();
  private int ticks;

  @AfterEach
  void leaveNothingRunning() {
    children.killAll();
  }

  @Test
  void a_run_is_a_function_that_may_be_called_again(@TempDir Path results) throws Exception {
    RunParts parts = RunWiring.parts(children, Map.of("CI", "true"));
    StressRun run = new StressRun(parts, new Interrupts(), new Recorder());

    try (ImServer server = TestServer.with()) {
      RunResult first = run.execute(sources(results, server, "first"));
      RunResult second = run.execute(sources(results, server, "second"));

      assertThat(first.verdict()).contains("run first", "Users online                    4  of 4");
      assertThat(second.verdict()).contains("run second");
      assertThat(Files.readString(second.folder().resolve("summary.json")))
          .contains("\"run\" : \"second\"", "\"loggedIn\" : 4,");
    }
    assertThat(started).containsExactly("first", "second");
    assertThat(ticks).isGreaterThan(2);
  }

  private static SettingsSources sources(Path results, ImServer server, String id) {
    return new SettingsSources(
        Map.of(
            "im.run.id",
            id,
            "im.run.results-dir",
            results.toString(),
            "im.target.url",
            server.url().toString(),
            "im.client.max-cpu-percent",
            "100"),
        List.of("4", "0", "3", "500", "1000"),
        Map.of(),
        Optional.empty());
  }

  private final class Recorder implements RunListener {
    @Override
    public void starting(RunStart run) {
      started.add(run.id());
    }

    @Override
    public void progress(RunProgress progress) {
      ticks++;
    }
  }
}
