package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Counter;
import im.stress.record.RunData;
import im.stress.record.RunReader;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerWarningsTest {
  @TempDir Path runDir;

  private RunData merge() throws IOException {
    return RunReader.readAndMerge(runDir);
  }

  private List<String> warnings() throws IOException {
    return LedgerWarnings.of(merge());
  }

  @Test
  void what_a_process_could_not_list_is_told() throws IOException {
    new ShardFolder(runDir, 0, 0)
        .shards(2)
        .count(Counter.MESSAGES_LOST, 1_005)
        .lost(1, 2, 0, 0)
        .write();
    new ShardFolder(runDir, 0, 1)
        .shards(2)
        .count(Counter.MESSAGES_MISROUTED_FROM_ELSEWHERE, 3)
        .misrouted(1, 2, 0, 50)
        .misrouted(1, 2, 1, 50)
        .misrouted(1, 2, 2, 50)
        .write();

    assertThat(merge().count(Counter.MESSAGES_LOST)).isEqualTo(1_004);
    assertThat(warnings())
        .containsExactly(
            "up to 2 messages may be counted both as lost and as misrouted: each process lists only"
                + " its first 1,000,000 of either kind, to be compared with the other processes");
  }

  @Test
  void messages_of_unknown_fate_are_told_and_not_judged() throws IOException {
    Runs.good(runDir)
        .count(Counter.MESSAGES_DELIVERED, 1_400)
        .count(Counter.MESSAGES_FATE_UNKNOWN, 1_000)
        .write();

    Summary summary = Runs.report(runDir, TestSettings.of()).summary();

    assertThat(summary.success().delivery()).isEqualTo(1);
    assertThat(summary.anomalies()).containsEntry("messagesFateUnknown", 1_000L);
    assertThat(warnings())
        .containsExactly(
            "1,000 messages left the ledger while they were still waited for (messagesFateUnknown):"
                + " they count neither as delivered nor as lost; a larger im.message.ledger-window"
                + " holds more");
  }

  @Test
  void messages_that_no_last_look_could_find_are_told_apart() throws IOException {
    new ShardFolder(runDir, 0, 0)
        .count(Counter.LAST_LOOKS_UNANSWERED, 12)
        .count(Counter.MESSAGES_UNSEEN, 1_200)
        .count(Counter.MESSAGES_FATE_UNKNOWN, 1_200)
        .write();

    assertThat(warnings())
        .containsExactly(
            "12 users had no answered poll at the end: nobody knows whether 1,200 messages arrived"
                + " (messagesUnseen)");
  }

  @Test
  void deliveries_of_unknown_fate_are_told_as_well() throws IOException {
    new ShardFolder(runDir, 0, 0).count(Counter.GROUP_DELIVERIES_FATE_UNKNOWN, 7).write();

    assertThat(warnings())
        .singleElement()
        .asString()
        .startsWith("7 deliveries of group messages were still waited for when the message left");
  }

  @Test
  void messages_that_nobody_was_there_for_are_told_from_a_twentieth_on() throws IOException {
    new ShardFolder(runDir, 0, 0)
        .count(Counter.MESSAGES_INTENDED, 1_900)
        .count(Counter.MESSAGES_SENT, 1_900)
        .count(Counter.MESSAGES_SKIPPED, 100)
        .write();
    assertThat(warnings())
        .containsExactly(
            "100 of 2,000 messages that were due were not sent (messages.skippedNoContact): no"
                + " contact of their user was online");
    Runs.report(runDir, TestSettings.of());
    assertThat(runDir.resolve("summary.md")).content().contains("more skipped as no contact was");

    new ShardFolder(runDir, 1, 0).count(Counter.MESSAGES_INTENDED, 1).write();
    assertThat(warnings()).isEmpty();
  }
}
