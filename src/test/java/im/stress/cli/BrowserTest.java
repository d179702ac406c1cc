package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BrowserTest {

  @Test
  void desktop_has_an_opener() {
    assertThat(new Browser("Linux", Map.of("DISPLAY", ":0")).opener())
        .contains(List.of("xdg-open"));
    assertThat(new Browser("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0")).opener())
        .contains(List.of("xdg-open"));
    assertThat(new Browser("Mac OS X", Map.of()).opener()).contains(List.of("open"));
  }

  @Test
  void server_ci_and_remote_shell_have_none() {
    assertThat(new Browser("Linux", Map.of()).opener()).isEmpty();
    assertThat(new Browser("Linux", Map.of("DISPLAY", "")).opener()).isEmpty();
    assertThat(new Browser("Mac OS X", Map.of("CI", "true")).opener()).isEmpty();
    assertThat(new Browser("Linux", Map.of("DISPLAY", ":10", "SSH_CONNECTION", "a b c d")).opener())
        .isEmpty();
  }
}
