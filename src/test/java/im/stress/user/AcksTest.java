package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.measure.EpochClock;
import im.stress.measure.Flow;
import im.stress.measure.LoopMeasure;
import im.stress.measure.ShardMeasure;
import im.stress.model.Counter;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers to messages of two kinds that share one row of numbers. */
class AcksTest {
  @TempDir Path folder;

  private final ShardMeasure measure =
      new ShardMeasure(EpochClock.startingNow(), new TestUsers.CountingLog());
  private final EventLoop eventLoop = new DefaultEventLoop();
  private final Flow flow = new Flow(0, 1, 16, 1);
  private final List<Long> settled = new ArrayList<>();
  private final List<Long> unsent = new ArrayList<>();
  private long now;

  @AfterEach
  void stop() {
    eventLoop.shutdownGracefully();
  }

  private Acks acks(String template) throws IOException {
    Path file =
        Files.writeString(folder.resolve("x.conf"), "im.codec.template { " + template + " }");
    StressSettings settings =
        SettingsLoader.load(new SettingsSources(Map.of(), List.of(), Map.of(), Optional.of(file)))
            .settings();
    UserContext context =
        new UserContext(
            settings,
            Writing.of(settings),
            0,
            2,
            TestAccess.through(settings, (index, endpoint, loop, listener) -> {}),
            measure);
    now = System.nanoTime();
    Deadlines never = new Deadlines(new TimingWheel(now, alarm -> {}), time -> Long.MAX_VALUE);
    Acks acks = new Acks(new UserLoop(context, eventLoop), never);
    acks.mark(new Flow[] {flow}, settled::add, unsent::add);
    return acks;
  }

  /** Chat 0, group message 1, chat 2. */
  private void send(Acks acks) {
    acks.expect(now, 0, 0);
    acks.expectOfGroup(now);
    acks.expect(now, 0, 1);
    assertThat(acks.nextNumber()).isEqualTo(3);
  }

  private void assertCounts(long chats, long groupMessages, long unknown) {
    assertThat(measure.total(Counter.MESSAGES_ACKED)).isEqualTo(chats);
    assertThat(measure.total(Counter.GROUP_MESSAGES_ACKED)).isEqualTo(groupMessages);
    assertThat(measure.total(Counter.ACKS_UNKNOWN)).isEqualTo(unknown);
  }

  @Test
  void answers_up_to_a_number_speak_of_both_kinds() throws IOException {
    Acks acks = acks("");
    send(acks);
    acks.answeredUpTo(1, now);
    assertCounts(1, 1, 0);
    acks.answeredUpTo(2, now);
    assertCounts(2, 1, 0);
  }

  @Test
  void answers_in_order_speak_of_both_kinds() throws IOException {
    Acks acks = acks("");
    send(acks);
    acks.answeredOldest(0, now);
    acks.answeredOldest(403, now);
    acks.answeredOldest(0, now);
    assertCounts(2, 0, 0);
    assertThat(measure.total(Counter.GROUP_MESSAGES_REFUSED)).isEqualTo(1);
  }

  @Test
  void group_messages_without_answers_are_passed_over() throws IOException {
    Acks acks = acks("inbound.group-ack = null");
    send(acks);
    acks.answeredOldest(0, now);
    acks.answeredOldest(0, now);
    assertCounts(2, 0, 0);
    acks.answered(1, 0, now);
    assertCounts(2, 0, 1);
    assertThat(acks.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void messages_without_answers_are_passed_over() throws IOException {
    Acks acks = acks("inbound.chat-ack = null");
    send(acks);
    acks.answeredUpTo(2, now);
    assertCounts(0, 1, 0);
  }

  @Test
  void each_message_to_a_user_is_settled_once() throws IOException {
    Acks acks = acks("");
    send(acks);
    acks.expect(now, 0, 2);
    acks.answered(0, 0, now + 1);
    acks.answered(1, 0, now + 2);
    acks.answered(2, 403, now + 3);
    assertThat(settled).containsExactly(now + 1, now + 3);

    acks.giveUp("the end");
    assertThat(settled).hasSize(3);
    acks.answered(0, 0, now + 4);
    acks.answered(3, 0, now + 4);
    assertThat(settled).hasSize(3);
  }

  @Test
  void each_kind_counts_what_was_not_answered_apart() throws IOException {
    Acks acks = acks("");
    send(acks);
    acks.giveUp("the end");

    assertThat(measure.total(Counter.MESSAGES_UNACKED)).isEqualTo(2);
    assertThat(measure.total(Counter.GROUP_MESSAGES_UNACKED)).isEqualTo(1);
    acks.answered(1, 403, now);
    assertThat(measure.total(Counter.GROUP_MESSAGES_REFUSED_LATE)).isEqualTo(1);
  }

  @Test
  void message_that_was_not_sent_after_all_has_neither_answer_nor_fate() throws IOException {
    Acks acks = acks("");
    LoopMeasure ledger = measure.newLoop();
    for (int number = 0; number < 3; number++) {
      acks.expect(now, 0, flow.sent(number, ledger, measure.samples()));
    }
    acks.unsent(1, "request failed: refused");
    acks.unsent(1, "request failed: refused");
    acks.unsent(7, "of nobody");
    flow.arrived(0);
    flow.settleAll(ledger, measure.samples());

    assertThat(measure.total(Counter.MESSAGES_NOT_SENT)).isEqualTo(1);
    assertThat(measure.total(Counter.MESSAGES_UNACKED)).isZero();
    assertThat(measure.total(Counter.MESSAGES_LOST)).as("the third one").isEqualTo(1);
    assertThat(unsent).hasSize(1);
    assertThat(settled).isEmpty();
  }

  @Test
  void message_whose_request_failed_is_given_up_once_and_before_its_time() throws IOException {
    Acks acks = acks("");
    send(acks);
    acks.unanswered(0, "request failed: reset");
    acks.unanswered(0, "request failed: reset");
    acks.unanswered(7, "of nobody");

    assertThat(measure.total(Counter.MESSAGES_UNACKED)).isEqualTo(1);
    acks.answered(1, 0, now);
    acks.answered(2, 0, now);
    acks.giveUp("the end");
    assertThat(measure.total(Counter.MESSAGES_UNACKED)).isEqualTo(1);
    acks.answered(0, 0, now);
    assertThat(measure.total(Counter.ACKS_LATE)).isEqualTo(1);
  }
}
