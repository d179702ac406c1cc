package im.stress.record;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.measure.LedgerList;
import im.stress.model.Counter;
import im.stress.model.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerMatchTest {

  @TempDir Path runDir;

  private ShardFolder senders() {
    return new ShardFolder(runDir, 0, 0).shards(2);
  }

  private ShardFolder receivers() {
    return new ShardFolder(runDir, 0, 1).shards(2);
  }

  private RunData merge() throws IOException {
    return RunReader.readAndMerge(runDir);
  }

  @Test
  void a_message_that_arrived_in_another_process_is_misrouted_and_not_lost() throws IOException {
    senders()
        .count(Counter.MESSAGES_LOST, 4)
        .count(Counter.MESSAGES_ACKED_NOT_DELIVERED, 2)
        .count(Counter.MESSAGES_LOST_IN_GAP, 2)
        .lost(1, 2, 0, LedgerList.ACKED)
        .lost(1, 2, 1, LedgerList.ACKED | LedgerList.IN_GAP)
        .lost(1, 2, 2, LedgerList.IN_GAP)
        .lost(3, 4, 1, 0)
        .write();
    receivers()
        .count(Counter.MESSAGES_MISROUTED, 2)
        .count(Counter.MESSAGES_MISROUTED_FROM_ELSEWHERE, 2)
        .misrouted(1, 2, 1, 50)
        .misrouted(3, 4, 1, 51)
        .write();

    RunData run = merge();

    assertThat(run.count(Counter.MESSAGES_LOST)).isEqualTo(2);
    assertThat(run.count(Counter.MESSAGES_ACKED_NOT_DELIVERED)).isEqualTo(1);
    assertThat(run.count(Counter.MESSAGES_LOST_IN_GAP)).isEqualTo(1);
    assertThat(run.count(Counter.MESSAGES_MISROUTED)).isEqualTo(2);
    assertThat(merge().undecidedMessages()).isZero();
  }

  @Test
  void a_message_is_found_on_another_machine_as_well() throws IOException {
    new ShardFolder(runDir, 0, 0).count(Counter.MESSAGES_LOST, 1).lost(1, 2, 0, 0).write();
    new ShardFolder(runDir, 1, 0)
        .count(Counter.MESSAGES_MISROUTED_FROM_ELSEWHERE, 1)
        .misrouted(1, 2, 0, 150)
        .write();

    assertThat(merge().count(Counter.MESSAGES_LOST)).isZero();
  }

  @Test
  void a_copy_of_a_delivered_message_takes_nothing_from_the_lost() throws IOException {
    senders().count(Counter.MESSAGES_LOST, 1).lost(1, 2, 7, 0).write();
    receivers()
        .count(Counter.MESSAGES_MISROUTED, 1)
        .count(Counter.MESSAGES_MISROUTED_FROM_ELSEWHERE, 1)
        .misrouted(1, 2, 6, 50)
        .write();

    assertThat(merge().count(Counter.MESSAGES_LOST)).isEqualTo(1);
    assertThat(merge().count(Counter.MESSAGES_MISROUTED)).isEqualTo(1);
  }

  @Test
  void two_wrong_arrivals_of_a_message_are_one_message_less_lost() throws IOException {
    senders().count(Counter.MESSAGES_LOST, 2).lost(1, 2, 0, 0).lost(1, 2, 1, 0).write();
    receivers()
        .count(Counter.MESSAGES_MISROUTED, 2)
        .count(Counter.MESSAGES_MISROUTED_FROM_ELSEWHERE, 2)
        .misrouted(1, 2, 0, 50)
        .misrouted(1, 2, 0, 51)
        .write();

    assertThat(merge().count(Counter.MESSAGES_LOST)).isEqualTo(1);
    assertThat(merge().count(Counter.MESSAGES_MISROUTED)).isEqualTo(2);
  }

  @Test
  void arrivals_that_are_not_listed_are_told() throws IOException {
    senders().count(Counter.MESSAGES_LOST, 2).lost(1, 2, 0, 0).lost(1, 2, 1, 0).write();
    receivers().count(Counter.MESSAGES_MISROUTED_FROM_ELSEWHERE, 1).write();

    assertThat(merge().undecidedMessages()).isEqualTo(1);
  }

  @Test
  void lost_messages_beyond_the_list_are_no_matter_where_nothing_came_from_elsewhere()
      throws IOException {
    senders().count(Counter.MESSAGES_LOST, 1_005).lost(1, 2, 0, 0).write();
    receivers().write();

    assertThat(merge().count(Counter.MESSAGES_LOST)).isEqualTo(1_005);
    assertThat(merge().undecidedMessages()).isZero();
  }

  @Test
  void a_half_written_line_of_a_killed_process_is_left_out() throws IOException {
    Path folder = senders().state(RunState.RUNNING).lost(1, 2, 0, 0).write();
    Files.writeString(folder.resolve("ledger-lost.csv"), "1,2,1", StandardOpenOption.APPEND);
    Path other = receivers().misrouted(1, 2, 0, 50).misrouted(1, 2, 1, 50).write();
    Files.writeString(other.resolve("ledger-misrouted.csv"), "1,2,3,4", StandardOpenOption.APPEND);

    RunData run = merge();

    assertThat(run.count(Counter.MESSAGES_LOST)).isZero();
    assertThat(run.undecidedMessages()).isZero();
  }

  @Test
  void results_of_an_older_version_have_no_lists() throws IOException {
    Path folder = senders().count(Counter.MESSAGES_LOST, 9).write();
    Files.delete(folder.resolve("ledger-lost.csv"));
    Files.delete(folder.resolve("ledger-misrouted.csv"));

    assertThat(merge().count(Counter.MESSAGES_LOST)).isEqualTo(9);
    assertThat(merge().undecidedMessages()).isZero();
  }

  private static final LedgerSample UNREADABLE =
      new LedgerSample("unreadable: x", null, "u1", null, null, null, null);
  private static final LedgerSample OF_ANOTHER_RUN =
      new LedgerSample("misrouted to user 50", "u5", "u6", null, null, null, null);

  private static LedgerSample sample(String fate, int from, int to, int sequence, String id) {
    return new LedgerSample(fate, "u" + from, "u" + to, from, to, sequence, id);
  }

  @Test
  void samples_name_a_message_once_by_its_right_fate() throws IOException {
    String id = "1/9";
    senders()
        .lost(1, 2, 0, LedgerList.ACKED)
        .lost(1, 2, 1, LedgerList.ACKED)
        .sample(sample("acked-not-delivered", 1, 2, 0, id))
        .sample(sample("acked-not-delivered", 1, 2, 1, id))
        .sample(UNREADABLE)
        .write();
    receivers()
        .misrouted(1, 2, 0, 50)
        .sample(sample("misrouted to user 50", 1, 2, 0, null))
        .sample(sample("misrouted to user 50", 3, 4, 0, null))
        .sample(OF_ANOTHER_RUN)
        .write();

    assertThat(merge().samples())
        .containsExactly(
            sample("misrouted to user 50", 1, 2, 0, id),
            sample("acked-not-delivered", 1, 2, 1, id),
            UNREADABLE,
            sample("misrouted to user 50", 3, 4, 0, null),
            OF_ANOTHER_RUN);
    assertThat(Files.readAllLines(runDir.resolve("ledger-samples.jsonl"))).hasSize(5);
  }
}
