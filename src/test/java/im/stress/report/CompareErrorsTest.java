package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Counter;
import im.stress.model.Measurable;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareErrorsTest {
  @TempDir Path runDir;

  @Test
  void what_polls_passed_over_and_refused_polls_are_among_them() throws IOException {
    Runs.good(runDir)
        .measures(
            Measurable.ACK,
            Measurable.LEDGER,
            Measurable.DELIVERY,
            Measurable.POLLS,
            Measurable.HEARTBEAT,
            Measurable.ONLINE)
        .count(Counter.REQUESTS, 2_500)
        .count(Counter.MESSAGES_PASSED_OVER, 7)
        .count(Counter.MESSAGES_NOT_SENT, 5)
        .count(Counter.HEARTBEATS_REFUSED, 3)
        .write();
    Runs.report(runDir, TestSettings.of());

    assertThat(CompareErrors.of(FinishedRun.read(runDir).orElseThrow()))
        .containsEntry("message passed over by polls", 7L)
        .containsEntry("message not sent, no connection", 5L)
        .containsEntry("heartbeat refused", 3L);
  }
}
