package im.stress.shard;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulation that Maven or an IDE started without naming a target. */
class StandaloneServerIT {
  @TempDir Path results;

  @AfterEach
  void stop() {
    ProcessHandle.current().children().forEach(ProcessHandle::destroy);
  }

  @Test
  void users_find_a_server_of_their_own() throws Exception {
    SettingsSources sources =
        SettingsSources.ofEnvironment(Map.of("RESULTS_DIR", results.toString()))
            .with("im.server.port", "0");

    StressSettings settings = RunConfiguration.alone(sources, Instant.now()).settings();

    URI url = settings.target().urls().get(0);
    HttpRequest health =
        HttpRequest.newBuilder(URI.create("http://" + url.getAuthority() + "/health")).build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(health, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
  }
}
