package im.stress.run;

import im.stress.config.LoadedSettings;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.config.Threshold;
import im.stress.config.Times;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * One run of a staged run.
 *
 * @param name also that of its folder, {@code 2-1000}: its place and its users
 * @param sources of its settings, but for its folder
 * @param loaded what they amount to
 */
public record StagedStep(String name, SettingsSources sources, LoadedSettings loaded) {

  int users() {
    return loaded.settings().load().users();
  }

  /** Where its results are to be, below the folder of the staged run. */
  SettingsSources into(Path folder) {
    return sources.with("im.run.results-dir", folder.toString()).with("im.run.id", name);
  }

  /** The same without {@code START_AT}, which was for what came before it. */
  StagedStep atOnce() {
    return new StagedStep(name, sources.with("im.machine.start-at", ""), loaded);
  }

  /** What is done, in one line. */
  String description() {
    StressSettings settings = loaded.settings();
    return "%d users, ramp-up %s, duration %s, message interval %s, heartbeat interval %s, %s"
        .formatted(
            users(),
            Times.text(settings.load().rampUp()),
            Times.text(settings.load().duration()),
            Times.text(settings.message().interval()),
            Times.text(settings.heartbeat().interval()),
            settings.thresholds().stream().map(Threshold::name).collect(Collectors.joining(", ")));
  }
}
