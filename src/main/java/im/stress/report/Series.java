package im.stress.report;

import im.stress.record.FileNames;
import im.stress.record.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A kind of series: several runs that make one result. It has a folder, with one of each run in it
 * and the files that tell of all of them. Which files these are is known here alone.
 */
public enum Series {
  /** Given steps, until one doesn't pass. */
  STAGED("staged", FileNames.STAGED),
  /** The search for the largest load that a target holds. */
  CAPACITY("capacity", FileNames.CAPACITY);

  private static final String EARLIER = "-before-";

  private final String word;
  private final String json;

  Series(String word, String json) {
    this.word = word;
    this.json = json;
  }

  /** What is common to the JSON files of all kinds. */
  record Kept(StagedSummary.Asked asked) {}

  /** Its name, in the names of folders and for people. */
  @Override
  public String toString() {
    return word;
  }

  /** The name of its JSON file. */
  public String json() {
    return json;
  }

  /** What was asked for when the series in this folder began; empty where there is none. */
  public Optional<StagedSummary.Asked> asked(Path folder) throws IOException {
    return read(folder, Kept.class).map(Kept::asked);
  }

  /** What was written there; empty where there is no such series. */
  <T> Optional<T> read(Path folder, Class<T> summary) throws IOException {
    return JsonFiles.read(folder.resolve(json), summary);
  }

  /** Writes, or replaces, the files that tell of all runs; a resume never finds half the JSON. */
  void write(Path folder, Object summary, String markdown, String page) throws IOException {
    JsonFiles.replace(folder.resolve(json), summary);
    Files.writeString(folder.resolve(FileNames.SUMMARY_TEXT), markdown);
    Files.writeString(page(folder), page);
  }

  /** Takes away what was written. */
  public void delete(Path folder) throws IOException {
    for (String file : List.of(json, FileNames.SUMMARY_TEXT, FileNames.PAGE)) {
      Files.deleteIfExists(folder.resolve(file));
    }
  }

  /** Its page. */
  static Path page(Path folder) {
    return folder.resolve(FileNames.PAGE);
  }

  /** The name of the folder that keeps an earlier attempt at a run, the first of which is 1. */
  public static String earlier(String run, int attempt) {
    return run + EARLIER + attempt;
  }

  /** Whether a folder of this name keeps an earlier attempt at this run. */
  static boolean isEarlier(String run, String folder) {
    return folder.startsWith(run + EARLIER);
  }

  /** The name of the series in this folder. */
  static String nameOf(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }
}
