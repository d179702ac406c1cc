package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.model.MonitorColumn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
@Timeout(30)
@Tag("alone")
class ResourceSamplerIT {
  private static final MonitorOptions OPTIONS =
      MonitorOptions.ofMachine(Path.of("unused.csv"), () -> 0, 1);

  private ResourceSampler sampler;

  @AfterEach
  void close() {
    sampler.close();
  }

  @Test
  void restarted_target_is_found_by_its_port() throws IOException {
    int port = freePort();
    sampler = new ResourceSampler(OPTIONS.watchingPort(port));
    assertThat(sampler.sample(0).target()).isEqualTo("nothing listens on port " + port);

    try (ChildTarget first = ChildTarget.listeningOn(port)) {
      awaitTarget("pid " + first.pid() + " (java)");
    }
    awaitTarget("nothing listens on port " + port);
    try (ChildTarget second = ChildTarget.listeningOn(port)) {
      MonitorSample sample = awaitTarget("pid " + second.pid() + " (java)");
      assertThat(sample.value(MonitorColumn.TARGET_RSS_BYTES)).isPresent();
      assertThat(sample.value(MonitorColumn.TARGET_FD_LIMIT)).isPresent();
      assertThat(sample.value(MonitorColumn.TARGET_GC_PAUSE_MILLIS)).isPresent();
    }
  }

  @Test
  void ended_pid_is_told_and_not_replaced() throws IOException {
    int port = freePort();
    try (ChildTarget first = ChildTarget.listeningOn(port)) {
      sampler = new ResourceSampler(OPTIONS.watchingPid(first.pid()).watchingPort(port));
      awaitTarget("pid " + first.pid() + " (java)");
      first.kill();
      awaitTarget("pid " + first.pid() + " has ended");
      try (ChildTarget second = ChildTarget.listeningOn(port)) {
        MonitorSample sample = awaitTarget("pid " + first.pid() + " has ended");
        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(sample.value(MonitorColumn.TARGET_RSS_BYTES)).isEmpty();
      }
    }
  }

  @Test
  void onlooker_leaves_the_cells_of_the_load_generator_empty() {
    sampler = new ResourceSampler(OPTIONS);

    MonitorSample sample = sampler.sample(0);

    assertThat(sample.values().keySet())
        .isNotEmpty()
        .allMatch(column -> column.subject() == MonitorColumn.Subject.MACHINE);
    assertThat(sample.target()).isEmpty();
  }

  private MonitorSample awaitTarget(String words) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> sampler.sample(0), sample -> sample.target().equals(words));
  }

  private static int freePort() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return server.getLocalPort();
    }
  }
}
