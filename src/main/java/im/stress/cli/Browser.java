package im.stress.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shows a page to whoever sits in front of this machine; never blocks and never fails a run. */
final class Browser {
  private final String system;
  private final Map<String, String> environment;

  /**
   * A browser, if there is one.
   *
   * @param system name of the operating system, as in {@code os.name}
   */
  Browser(String system, Map<String, String> environment) {
    this.system = system.toLowerCase(Locale.ROOT);
    this.environment = Map.copyOf(environment);
  }

  /** Opens the page, where there is a desktop. */
  void open(Path page) {
    opener().ifPresent(command -> start(command, page));
  }

  private static void start(List<String> command, Path page) {
    List<String> whole = new ArrayList<>(command);
    whole.add(page.toAbsolutePath().toString());
    ProcessBuilder builder = new ProcessBuilder(whole);
    // run-stress-test.sh set it for Java alone: a browser speaks the user's language.
    builder.environment().remove("LC_MESSAGES", "C");
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      builder.start();
    } catch (IOException e) {
      // The path of the page was printed: that will do.
    }
  }

  /** The command that opens a file; none in CI, over ssh, or without a desktop. */
  Optional<List<String>> opener() {
    if (isSet("CI") || isSet("SSH_CONNECTION")) {
      return Optional.empty();
    }
    if (system.startsWith("mac")) {
      return Optional.of(List.of("open"));
    }
    if (system.startsWith("windows")) {
      return Optional.of(List.of("cmd", "/c", "start", ""));
    }
    boolean desktop = isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
    return desktop ? Optional.of(List.of("xdg-open")) : Optional.empty();
  }

  private boolean isSet(String variable) {
    return !environment.getOrDefault(variable, "").isEmpty();
  }
}
