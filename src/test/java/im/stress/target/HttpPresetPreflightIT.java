package im.stress.target;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.ServerSettings.Architecture;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.server.ImServer;
import im.stress.user.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said before a run of a target that speaks HTTP alone. */
@Timeout(60)
class HttpPresetPreflightIT {
  private static final String OPTION = "im.codec.template.options.";

  private final ImServer server = TestServer.withChatRoom(Architecture.THREADS);

  @AfterEach
  void stop() {
    server.close();
  }

  private Preflight.Result check(String preset, Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>(changes);
    settings.put("im.codec.format", preset);
    settings.put("im.target.url", "http://127.0.0.1:" + server.httpPort().getAsInt());
    return Preflight.check(
        SettingsLoader.load(new SettingsSources(settings, List.of(), Map.of(), Optional.empty()))
            .settings());
  }

  private static String checked(Preflight.Result result) {
    assertThat(result).isInstanceOf(Preflight.Reached.class);
    return ((Preflight.Reached) result).checked().get(0);
  }

  @Test
  void a_user_of_the_chat_room_logs_in() {
    assertThat(checked(check("chat-room", Map.of()))).contains("login ").doesNotContain("request");
    assertThat(server.stats().http().requestsByRoute()).containsEntry("/login", 1L);
  }

  @Test
  void one_url_is_asked_for_once() {
    assertThat(checked(check("http-get", Map.of()))).contains("request ");
    assertThat(server.stats().http().requestsByRoute()).containsEntry("/", 1L);
  }

  @Test
  void a_url_that_is_not_there_is_told() {
    Preflight.Result result = check("http-get", Map.of(OPTION + "path", "/nothing"));

    assertThat(result).isInstanceOf(Preflight.Refused.class);
    assertThat(((Preflight.Refused) result).reason())
        .contains(
            "its first request was answered with 404: check host, port and path of TARGET_URL and"
                + " im.codec.template.options");
  }

  @Test
  void another_refusal_is_told_and_the_run_may_begin() {
    Map<String, String> login =
        Map.of(
            OPTION + "method", "POST",
            OPTION + "path", "/login",
            OPTION + "body", "{\"username\":\"nobody\",\"password\":\"x\"}");

    assertThat(checked(check("http-get", login)))
        .contains("(refused with code 401 (Invalid username or password))");
  }
}
