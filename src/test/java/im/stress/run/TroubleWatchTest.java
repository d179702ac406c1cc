package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Counter;
import im.stress.model.RunState;
import im.stress.record.FileNames;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TroubleWatchTest {
  @TempDir Path temporary;
  private ShardFolder first;
  private ShardFolder second;
  private TroubleWatch watch;

  @BeforeEach
  void create() {
    first = new ShardFolder(temporary, 0, 0).state(RunState.RUNNING);
    second = new ShardFolder(temporary, 0, 1).state(RunState.RUNNING);
    watch =
        new TroubleWatch(
            List.of(
                first.folder.resolve(FileNames.COUNTS), second.folder.resolve(FileNames.COUNTS)));
  }

  @Test
  void nothing_is_wrong_before_anything_is_written_and_while_all_is_well() throws IOException {
    assertThat(watch.look()).isEmpty();
    first.count(Counter.MESSAGES_SENT, 10).write();
    assertThat(watch.look()).isEmpty();
  }

  @Test
  void what_grew_last_stays_with_its_count_over_all_processes() throws IOException {
    first.count(Counter.MESSAGES_UNACKED, 2).write();
    second.count(Counter.MESSAGES_UNACKED, 3).write();
    assertThat(watch.look()).contains(new Trouble("messages unacked", 5));
    assertThat(watch.look()).contains(new Trouble("messages unacked", 5));

    first.count(Counter.HEARTBEATS_MISSED, 1).write();
    assertThat(watch.look()).contains(new Trouble("heartbeats missed", 1));

    second.count(Counter.MESSAGES_UNACKED, 4).write();
    assertThat(watch.look()).contains(new Trouble("messages unacked", 6));
  }

  @Test
  void lost_connections_come_before_all_else_and_the_last_cause_first() throws IOException {
    first.lost("reset", 1, 5).lost("closed-by-server", 2, 9).count(Counter.MESSAGES_LOST, 7);
    first.write();
    second.lost("closed-by-server", 2, 3).write();

    assertThat(watch.look()).contains(new Trouble("closed-by-server", 4));
  }
}
