package im.stress.report;

import im.stress.record.FileNames;
import im.stress.record.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** From the folders of the runs of two targets to the reports over all of them. No state. */
public final class CompareReport {

  private CompareReport() {}

  /**
   * What is to be compared.
   *
   * @param asked what the user asked for
   * @param targets two of them, the first is what the second is held against
   * @param runs of both, in the order in which they are made or were given
   * @param refusals why they can't be ranked whatever the runs say, one line each
   * @param limitPercent by how much the second may be slower; empty = by anything
   */
  public record Request(
      CompareSummary.Asked asked,
      List<CompareSummary.Target> targets,
      List<Planned> runs,
      List<String> refusals,
      OptionalDouble limitPercent) {}

  /**
   * A run that was asked for.
   *
   * @param target name of its target
   */
  public record Planned(String name, String target, Path folder) {}

  /**
   * Reads the runs as they are now, and writes {@code index.html}, {@code summary.md} and {@code
   * compare.json}; may be called again.
   *
   * @param folder {@code results/RUN_ID}
   * @param stop why the runs are over; empty while they are not
   * @throws IOException when a folder can't be read or written
   */
  public static CompareSummary write(Path folder, Request request, Optional<StagedStop> stop)
      throws IOException {
    Map<Planned, FinishedRun> runs = new LinkedHashMap<>();
    for (Planned run : request.runs()) {
      Optional<FinishedRun> read = FinishedRun.read(run.folder());
      read.ifPresent(found -> runs.put(run, found));
    }
    ComparedTarget first = target(request.targets().get(0), runs);
    ComparedTarget second = target(request.targets().get(1), runs);
    List<CompareSummary.Figure> figures = CompareFigures.of(first, second);
    List<String> refusals = new ArrayList<>(request.refusals());
    refusals.addAll(CompareRefusals.of(first, second, isComplete(stop)));
    CompareConclusion conclusion =
        CompareConclusion.of(
            new CompareConclusion.Sides(first.name(), second.name()),
            figures,
            refusals,
            request.limitPercent(),
            stop);
    CompareSummary summary =
        new CompareSummary(
            1,
            String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
            conclusion.answer(),
            conclusion.exitCode(),
            conclusion.headline(),
            conclusion.reasons(),
            CompareNotes.of(first, second),
            request.asked(),
            request.targets(),
            lines(folder, request.runs(), runs),
            figures);
    JsonFiles.replace(folder.resolve(FileNames.COMPARE), summary);
    Files.writeString(folder.resolve(FileNames.SUMMARY_TEXT), ComparePage.markdown(summary));
    Files.writeString(
        folder.resolve(FileNames.PAGE), ComparePage.html(summary, CompareCharts.of(first, second)));
    return summary;
  }

  /** Whether all runs were made that were asked for. */
  private static boolean isComplete(Optional<StagedStop> stop) {
    return stop.filter(end -> end.reason().isEmpty()).isPresent();
  }

  private static ComparedTarget target(
      CompareSummary.Target target, Map<Planned, FinishedRun> runs) {
    return new ComparedTarget(
        target.name(),
        target.url(),
        runs.entrySet().stream()
            .filter(run -> run.getKey().target().equals(target.name()))
            .map(Map.Entry::getValue)
            .toList());
  }

  private static List<CompareSummary.Run> lines(
      Path folder, List<Planned> planned, Map<Planned, FinishedRun> runs) {
    List<CompareSummary.Run> lines = new ArrayList<>();
    Path from = folder.toAbsolutePath().normalize();
    for (Planned run : planned) {
      String path = from.relativize(run.folder().toAbsolutePath().normalize()).toString();
      lines.add(
          Optional.ofNullable(runs.get(run))
              .map(
                  found ->
                      new CompareSummary.Run(
                          run.name(),
                          run.target(),
                          path,
                          found.summary().verdict(),
                          found.exitCode(),
                          CompareErrors.leastSuccess(found),
                          found.summary().reasons()))
              .orElse(
                  new CompareSummary.Run(
                      run.name(), run.target(), path, null, null, null, List.of())));
    }
    return lines;
  }

  /**
   * Where a run was aimed at, without secrets; empty when the folder has no results of a run.
   *
   * @throws IOException when it can't be read
   */
  public static Optional<String> targetOf(Path run) throws IOException {
    return FinishedRun.summary(run).map(summary -> String.join(", ", summary.settings().targets()));
  }

  /** What was written there; empty where there is no comparison. */
  public static Optional<CompareSummary> read(Path folder) throws IOException {
    return JsonFiles.read(folder.resolve(FileNames.COMPARE), CompareSummary.class);
  }

  /** Takes away what was written. */
  public static void delete(Path folder) throws IOException {
    for (String file : List.of(FileNames.COMPARE, FileNames.SUMMARY_TEXT, FileNames.PAGE)) {
      Files.deleteIfExists(folder.resolve(file));
    }
  }

  /** The answer and the table, for a terminal. */
  public static String console(Path folder, CompareSummary summary) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "%s  comparison %s: %s"
            .formatted(
                ComparePage.words(summary), summary.run(), PlainText.oneLine(summary.headline())));
    summary.reasons().forEach(reason -> lines.add("  - " + PlainText.oneLine(reason)));
    summary.notes().forEach(note -> lines.add("  Note: " + PlainText.oneLine(note)));
    lines.add("");
    if (!summary.figures().isEmpty()) {
      lines.addAll(
          CompareTable.console(
              summary.targets().get(0).name(), summary.targets().get(1).name(), summary.figures()));
      lines.add("");
    }
    lines.add("  Report   " + folder.resolve(FileNames.PAGE));
    return String.join("\n", lines) + "\n";
  }
}
