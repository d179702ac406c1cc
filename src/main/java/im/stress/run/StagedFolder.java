package im.stress.run;

import im.stress.config.RunId;
import im.stress.config.SettingsException;
import im.stress.report.StagedReport;
import im.stress.report.StagedSummary;
import im.stress.text.IoErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The folder of a staged run, {@code results/RUN_ID}: a folder for each run, and what tells of all
 * of them. Nothing in it is ever written over but the latter.
 *
 * @param path where it is
 */
public record StagedFolder(Path path) {

  /**
   * Creates the folder; the name is made from the time where none was given.
   *
   * @throws SettingsException when the given name was taken meanwhile
   */
  static StagedFolder create(StagedPlan plan, Instant now) throws IOException {
    return new StagedFolder(RunId.createFolder(plan.run(), "staged", now));
  }

  /**
   * That of an earlier staged run.
   *
   * @param results folder of all results
   * @throws SettingsException when there is none of this name
   */
  public static StagedFolder existing(Path results, String id) throws IOException {
    StagedFolder folder = new StagedFolder(results.resolve(id));
    if (id.isBlank() || StagedReport.read(folder.path()).isEmpty()) {
      throw new SettingsException(
          "--resume: expected the name of a staged run, got \"%s\", of which %s has no staged.json;"
                  .formatted(id, folder.path())
              + " look for it in "
              + results);
    }
    return folder;
  }

  /** The options as they were typed, without secrets. */
  public List<String> typed() throws IOException {
    return asked().options();
  }

  private StagedSummary.Asked asked() throws IOException {
    return StagedReport.read(path).orElseThrow().asked();
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

  boolean isDone(StagedStep step) throws IOException {
    return StagedReport.passed(path.resolve(step.name()));
  }

  /** Whether this step left anything. */
  boolean has(String step) {
    return Files.exists(path.resolve(step));
  }

  /** Keeps what an earlier attempt left under another name, so that the step can be repeated. */
  void keepEarlier(String step) throws IOException {
    if (has(step)) {
      int attempt = 1;
      while (has(StagedReport.earlier(step, attempt))) {
        attempt++;
      }
      Files.move(path.resolve(step), path.resolve(StagedReport.earlier(step, attempt)));
    }
  }

  /** Takes the folder away again when no run came to its load; false when one did. */
  boolean discardUnlessMeasured() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      if (files.anyMatch(Files::isDirectory)) {
        return false;
      }
    }
    StagedReport.delete(path);
    Files.deleteIfExists(path);
    return true;
  }

  /** The error for a folder that can't be written. */
  CommandException unwritable(IOException e) {
    return CommandException.failed(
        "%s: can't be written: %s".formatted(path, IoErrors.reason(e)), e);
  }
}
