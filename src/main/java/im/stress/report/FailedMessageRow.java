package im.stress.report;

import im.stress.model.Fate;
import im.stress.record.LedgerSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A message that failed, to look up in the server's log; empty text = not known. */
record FailedMessageRow(String fate, String id, String from, String to) {

  /** The first few of each fate, so that a frequent one doesn't hide the others. */
  static List<FailedMessageRow> of(List<LedgerSample> samples, int mostOfFate) {
    Map<Integer, Integer> taken = new HashMap<>();
    List<FailedMessageRow> rows = new ArrayList<>();
    for (LedgerSample sample : samples) {
      FailedMessageRow row = of(sample);
      if (taken.merge(row.rank(), 1, Integer::sum) <= mostOfFate) {
        rows.add(row);
      }
    }
    rows.sort(Comparator.comparingInt(FailedMessageRow::rank));
    return rows;
  }

  private static FailedMessageRow of(LedgerSample sample) {
    return new FailedMessageRow(
        sample.fate(), orEmpty(sample.id()), orEmpty(sample.from()), orEmpty(sample.to()));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  /** The worst first: what the server said it had, and nobody got. */
  private int rank() {
    List<Fate> fates = List.of(Fate.values());
    return fates.indexOf(
        fates.stream().filter(known -> known.isToldBy(fate)).findFirst().orElse(Fate.UNREADABLE));
  }
}
