package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Death;
import im.stress.record.LedgerSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedMessageRowTest {

  @TempDir Path runDir;

  private static LedgerSample sample(String fate, String id) {
    return new LedgerSample(fate, "u1", "u2", null, null, null, id);
  }

  @Test
  void acked_and_never_delivered_come_first_and_a_flood_hides_no_other() {
    List<LedgerSample> samples = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      samples.add(sample("misrouted to user " + i, ""));
    }
    samples.add(sample("lost", "b"));
    samples.add(sample("acked-not-delivered", "a"));
    assertThat(FailedMessageRow.of(samples, 2))
        .containsExactly(
            new FailedMessageRow("acked-not-delivered", "a", "u1", "u2"),
            new FailedMessageRow("lost", "b", "u1", "u2"),
            new FailedMessageRow("misrouted to user 0", "", "u1", "u2"),
            new FailedMessageRow("misrouted to user 1", "", "u1", "u2"));
  }

  @Test
  void summary_for_people_has_ids_to_look_up_and_times_of_deaths() throws IOException {
    long[] two = {1, 2};
    Runs.good(runDir)
        .sample(sample("acked-not-delivered", "b39c"))
        .died(Death.Phase.ONLINE, "reset", -1, "", two, two)
        .write();
    Runs.report(runDir, TestSettings.of());
    assertThat(runDir.resolve("summary.md"))
        .content()
        .contains(
            "| acked-not-delivered | b39c | u1 | u2 |",
            "| 2 | reset | online |  |  | first at 0:00 (2027-01-15 08:00:00 UTC), last at 0:05"
                + " (2027-01-15 08:00:05 UTC) |");
  }
}
