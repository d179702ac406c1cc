package im.stress.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a reader should know of a comparison, though it is no reason against it. No state. */
final class CompareNotes {
  private static final String STATUS_ALONE = "http-get";
  private static final String ACCEPT = "im.codec.template.options.accept";

  private CompareNotes() {}

  /** One line each. */
  static List<String> of(ComparedTarget first, ComparedTarget second) {
    List<String> notes = new ArrayList<>();
    for (ComparedTarget target : List.of(first, second)) {
      String several = target.names(run -> run.targetWatchers() > 1);
      if (!several.isEmpty()) {
        notes.add(
            "CPU and memory of the servers are left out: in %s several monitors watched a target of %s, and their rows can't be told apart; give each target its own, as --monitor %s=DIR"
                .formatted(several, target.name(), target.name()));
      }
      TreeSet<String> urls = new TreeSet<>();
      target.runs().forEach(run -> urls.add(run.target()));
      if (urls.size() > 1) {
        notes.add(
            "the runs of %s had different targets: %s"
                .formatted(target.name(), String.join("; ", urls)));
      }
    }
    if (first.runs().stream().anyMatch(CompareNotes::isJudgedByStatus)) {
      notes.add(
          "answers are judged by their status, and by an \"error\" in JSON: if your servers tell errors in another way, say what a success is, as --set '"
              + ACCEPT
              + ".\"/status\"=success'");
    }
    return notes;
  }

  /** Whether nobody said what the body of a good answer has in it. */
  private static boolean isJudgedByStatus(FinishedRun run) {
    return STATUS_ALONE.equals(run.settings().get("im.codec.format"))
        && run.settings().keySet().stream()
            .noneMatch(key -> key.startsWith(ACCEPT) && !key.equals(ACCEPT + ".status"));
  }
}
