package im.stress.cli;

import im.stress.config.SettingsSources;
import im.stress.run.CommandException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options by which every command that runs users takes settings. */
final class SettingsOptions {
  @Option(
      names = "--set",
      paramLabel = "im.key=value",
      description = "A setting of reference.conf; wins over everything else. Repeatable.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "Wire format; short for --set im.codec.format=NAME.")
  private String preset;

  @Option(
      names = "--shards",
      paramLabel = "N",
      description =
          "Processes to split the users over, 1 or more; short for --set im.run.shards=N."
              + " Without it: as many as are needed.")
  private Integer shards;

  @Option(
      names = "--monitor",
      paramLabel = "DIR",
      description =
          "Folder that `monitor` writes on a machine of the target, read at the end; short for"
              + " --set im.run.monitors=DIR. Repeatable. In a comparison NAME=DIR, with the name of"
              + " the target.")
  private List<String> monitors = new ArrayList<>();

  @Option(
      names = "--live",
      paramLabel = "[HOST:PORT]",
      preprocessor = LiveOption.class,
      description =
          "Let the run be watched while it is on: a page at http://HOST:PORT/, figures for"
              + " Prometheus at /metrics; short for --set im.run.live=HOST:PORT. Alone: "
              + LiveOption.USUAL
              + ".")
  private String live;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings from a HOCON file.")
  private Path file;

  @Option(names = Main.DEBUG, description = "Stack trace with an error.")
  @SuppressWarnings("UnusedVariable") // Main asks the parser whether it was given
  private boolean debug;

  /** These options, with what was given besides. */
  SettingsSources sources(List<String> positions, Map<String, String> environment)
      throws CommandException {
    return new SettingsSources(overrides(), positions, environment, Optional.ofNullable(file));
  }

  private Map<String, String> overrides() throws CommandException {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (shards != null && shards < 1) {
      throw CommandException.usage(
          "--shards: expected 1 or more processes, got %d; leave it out for as many as are needed"
              .formatted(shards));
    }
    if (shards != null) {
      pairs.put("im.run.shards", shards.toString());
    }
    if (!monitors.isEmpty()) {
      pairs.put("im.run.monitors", String.join(",", monitors));
    }
    if (live != null) {
      pairs.put("im.run.live", live);
    }
    if (preset != null) {
      pairs.put("im.codec.format", preset);
    }
    for (String override : overrides) {
      int equals = override.indexOf('=');
      if (equals < 1) {
        throw CommandException.usage(
            "--set: expected im.key=value, got \"%s\"".formatted(override));
      }
      pairs.put(override.substring(0, equals), override.substring(equals + 1));
    }
    return pairs;
  }
}
