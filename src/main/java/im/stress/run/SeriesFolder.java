package im.stress.run;

import im.stress.config.RunId;
import im.stress.config.RunSettings;
import im.stress.config.SettingsException;
import im.stress.report.Series;
import im.stress.report.StagedSummary;
import im.stress.text.IoErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The folder of a series, {@code results/RUN_ID}: a folder for each run, and what tells of all of
 * them. Nothing in it is ever written over but the latter.
 *
 * @param series what it is the folder of
 * @param path where it is
 */
public record SeriesFolder(Series series, Path path) {

  /**
   * Creates the folder; the name is made from the time where none was given.
   *
   * @throws SettingsException when the given name was taken meanwhile
   */
  static SeriesFolder create(Series series, RunSettings run, Instant now) throws IOException {
    return new SeriesFolder(series, RunId.createFolder(run, series.toString(), now));
  }

  /**
   * That of an earlier series.
   *
   * @param results folder of all results
   * @throws SettingsException when there is none of this name
   */
  static SeriesFolder existing(Series series, Path results, String id) throws IOException {
    SeriesFolder folder = new SeriesFolder(series, results.resolve(id));
    if (id.isBlank() || series.asked(folder.path()).isEmpty()) {
      throw new SettingsException(
          "--resume: expected the name of a %s run, got \"%s\", of which %s has no %s; look for it in %s"
              .formatted(series, id, folder.path(), series.json(), results));
    }
    return folder;
  }

  /** The options as they were typed, without secrets. */
  public List<String> typed() throws IOException {
    return asked().options();
  }

  private StagedSummary.Asked asked() throws IOException {
    return series.asked(path).orElseThrow();
  }

  /**
   * Refuses to go on with other options or settings than the run had.
   *
   * @throws SettingsException with the first that differs
   */
  void checkSame(StagedSummary.Asked now) throws IOException {
    Map<String, String> before = asked().settings();
    now.settings().keySet().stream()
        .filter(name -> !Objects.equals(before.get(name), now.settings().get(name)))
        .findFirst()
        .ifPresent(name -> refuse(name, before.get(name), now.settings().get(name)));
    before.keySet().stream()
        .filter(name -> !now.settings().containsKey(name))
        .findFirst()
        .ifPresent(name -> refuse(name, before.get(name), null));
  }

  private static void refuse(String name, String before, String now) {
    throw new SettingsException(
        "--resume: expected the options and settings of the run, got another %s: %s, it was %s; give it as it was, or start a new run"
            .formatted(name, shown(now), shown(before)));
  }

  private static String shown(String value) {
    return value == null ? "none" : '"' + value + '"';
  }

  /** Whether this run left anything. */
  private boolean has(String step) {
    return Files.exists(path.resolve(step));
  }

  /** Keeps what an earlier attempt left under another name, so that the run can be repeated. */
  void keepEarlier(String step) throws IOException {
    if (has(step)) {
      int attempt = 1;
      while (has(Series.earlier(step, attempt))) {
        attempt++;
      }
      Files.move(path.resolve(step), path.resolve(Series.earlier(step, attempt)));
    }
  }

  /** Takes the folder away again when no run came to its load; false when one did. */
  boolean discardUnlessMeasured() throws IOException {
    return RunFolder.discardUnlessMeasured(path, () -> series.delete(path));
  }

  /** The error for a folder that can't be written. */
  CommandException unwritable(IOException e) {
    return CommandException.failed(
        "%s: can't be written: %s".formatted(path, IoErrors.reason(e)), e);
  }
}
