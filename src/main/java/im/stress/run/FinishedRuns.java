package im.stress.run;

import im.stress.report.CompareReport;
import im.stress.report.CompareSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs that were made before, by target: {@code a=DIR,DIR b=DIR,DIR}, or {@code DIR DIR …}, of
 * which those with the same target belong together, or the folder of an earlier comparison.
 */
public final class FinishedRuns {
  private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,30})=(.+)");

  private static final String FORM =
      "the runs of two targets, as a=DIR,DIR b=DIR,DIR, or as DIR DIR … with two targets among"
          + " them";

  /** Names of targets that have none. */
  private static final List<String> NAMES = List.of("a", "b");

  private final Map<String, List<Path>> byName = new LinkedHashMap<>();
  private final Map<String, String> urls = new LinkedHashMap<>();
  private final List<String> refusals = new ArrayList<>();
  private final List<String> typed;
  private final OptionalDouble limitPercent;

  private FinishedRuns(List<String> typed, OptionalDouble limitPercent) {
    this.typed = List.copyOf(typed);
    this.limitPercent = limitPercent;
  }

  /**
   * Reads where the runs were aimed at.
   *
   * @param texts as they were typed
   * @param typed all options as they were typed, without secrets
   * @param limitPercent by how much the second may be slower; empty = by anything
   * @throws CommandException when these are not runs of two targets
   */
  public static FinishedRuns of(List<String> texts, List<String> typed, OptionalDouble limitPercent)
      throws CommandException, IOException {
    FinishedRuns runs = new FinishedRuns(typed, limitPercent);
    long named = texts.stream().filter(text -> NAMED.matcher(text).matches()).count();
    if (texts.size() == 1 && named == 0) {
      runs.ofComparison(Path.of(texts.get(0)));
    } else if (named == texts.size()) {
      for (String text : texts) {
        runs.named(text);
      }
    } else if (named == 0) {
      runs.grouped(texts.stream().map(Path::of).toList());
    } else {
      throw CommandException.usage("compare: expected %s, got a mixture".formatted(FORM));
    }
    runs.requireTwo();
    return runs;
  }

  private void ofComparison(Path folder) throws CommandException, IOException {
    Optional<CompareSummary> earlier = CompareReport.read(folder);
    if (earlier.isEmpty()) {
      throw CommandException.usage(
          "compare: expected %s, got one folder, and no compare.json in it".formatted(FORM));
    }
    for (CompareSummary.Run run : earlier.get().runs()) {
      if (run.verdict() != null) {
        add(run.target(), folder.resolve(run.folder()));
      }
    }
    if (earlier.get().runs().stream().anyMatch(run -> run.verdict() == null)) {
      refusals.add(
          "the comparison ended early: "
              + earlier.get().reasons().stream().findFirst().orElse("nobody knows why"));
    }
  }

  private void named(String text) throws CommandException, IOException {
    Matcher matcher = NAMED.matcher(text);
    if (matcher.matches()) {
      for (String folder : matcher.group(2).split(",", -1)) {
        add(matcher.group(1), Path.of(folder));
      }
    }
  }

  private void grouped(List<Path> folders) throws CommandException, IOException {
    Map<String, List<Path>> byUrl = new LinkedHashMap<>();
    for (Path folder : folders) {
      byUrl.computeIfAbsent(target(folder), url -> new ArrayList<>()).add(folder);
    }
    if (byUrl.size() != NAMES.size()) {
      throw CommandException.usage(
          "compare: expected %s, got runs of %d: %s; name them, as a=DIR,DIR b=DIR,DIR"
              .formatted(FORM, byUrl.size(), String.join("; ", byUrl.keySet())));
    }
    List<String> names = new ArrayList<>(NAMES);
    for (List<Path> runs : byUrl.values()) {
      String name = names.remove(0);
      for (Path run : runs) {
        add(name, run);
      }
    }
  }

  private void add(String name, Path run) throws CommandException, IOException {
    urls.putIfAbsent(name, target(run));
    byName.computeIfAbsent(name, fresh -> new ArrayList<>()).add(run);
  }

  private static String target(Path run) throws CommandException, IOException {
    return CompareReport.targetOf(run)
        .orElseThrow(
            () ->
                CommandException.usage(
                    "%s: expected the results of a run, with summary.json in it, got none"
                        .formatted(run)));
  }

  private void requireTwo() throws CommandException {
    if (byName.size() != NAMES.size()) {
      throw CommandException.usage(
          "compare: expected %s, got runs of %d".formatted(FORM, byName.size()));
    }
    Set<Path> seen = new HashSet<>();
    for (List<Path> runs : byName.values()) {
      for (Path run : runs) {
        if (!seen.add(run.toAbsolutePath().normalize())) {
          throw CommandException.usage(
              "compare: expected each run once, got %s twice; leave one out".formatted(run));
        }
      }
    }
  }

  /** What the report over all of them is about. */
  CompareReport.Request request() {
    List<CompareReport.Planned> planned = new ArrayList<>();
    byName.forEach(
        (name, runs) ->
            runs.forEach(
                run ->
                    planned.add(
                        new CompareReport.Planned(String.valueOf(run.getFileName()), name, run))));
    return new CompareReport.Request(
        new CompareSummary.Asked(typed, new TreeMap<>()),
        urls.entrySet().stream()
            .map(target -> new CompareSummary.Target(target.getKey(), target.getValue()))
            .toList(),
        planned,
        refusals,
        limitPercent);
  }
}
