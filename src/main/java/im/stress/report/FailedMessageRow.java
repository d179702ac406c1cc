package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A message that failed, to look up in the server's log; empty text = not known. */
record FailedMessageRow(String fate, String id, String from, String to) {

  /** The worst first: what the server said it had, and nobody got. */
  private static final List<String> WORST_FIRST =
      List.of("acked-not-delivered", "lost", "misrouted");

  /** The first few of each fate, so that a frequent one doesn't hide the others. */
  static List<FailedMessageRow> of(List<JsonNode> samples, int mostOfFate) {
    Map<Integer, Integer> taken = new HashMap<>();
    List<FailedMessageRow> rows = new ArrayList<>();
    for (JsonNode sample : samples) {
      FailedMessageRow row = of(sample);
      if (taken.merge(row.rank(), 1, Integer::sum) <= mostOfFate) {
        rows.add(row);
      }
    }
    rows.sort(Comparator.comparingInt(FailedMessageRow::rank));
    return rows;
  }

  private static FailedMessageRow of(JsonNode sample) {
    return new FailedMessageRow(
        sample.path("fate").asText(),
        sample.path("id").asText(),
        sample.path("from").asText(),
        sample.path("to").asText());
  }

  private int rank() {
    for (int i = 0; i < WORST_FIRST.size(); i++) {
      if (fate.startsWith(WORST_FIRST.get(i))) {
        return i;
      }
    }
    return WORST_FIRST.size();
  }
}
