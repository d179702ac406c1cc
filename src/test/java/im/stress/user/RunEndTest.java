package im.stress.user;

import static im.stress.model.Counter.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The end of a run on two event loops, one of which is late. */
class RunEndTest {

  @Test
  void group_messages_that_a_late_event_loop_still_sends_get_the_grace() {
    try (FakeGroups groups = new FakeGroups(Map.of("im.run.grace", "60s"))) {
      CompletableFuture<Void> listener = groups.live(0, false);
      groups.live(1);
      await().until(() -> groups.count(GROUP_DELIVERIES) > 5);
      CountDownLatch late = new CountDownLatch(1);
      groups.loop(1).execute(() -> hold(late));
      // Some messages become due meanwhile.
      await().pollDelay(Duration.ofMillis(100)).until(() -> true);
      long sent = groups.count(GROUP_MESSAGES_SENT);
      groups.population.interrupt();

      await().during(Duration.ofMillis(200)).until(() -> !listener.isDone());
      late.countDown();
      groups.end();
      assertThat(groups.count(GROUP_MESSAGES_SENT)).isGreaterThan(sent);
      assertThat(groups.count(GROUP_DELIVERIES)).isEqualTo(groups.count(GROUP_MESSAGES_SENT));
      assertThat(groups.count(GROUP_DELIVERIES_LOST)).isZero();
    }
  }

  /** What does not arrive is waited for until the grace is over, and lost then. */
  @Test
  void a_group_message_under_way_at_the_end_is_waited_for() {
    try (FakeGroups groups = new FakeGroups(Map.of("im.run.grace", "500ms"))) {
      CompletableFuture<Void> listener = groups.live(0, false);
      groups.live(1);
      await().until(() -> groups.count(GROUP_DELIVERIES) > 5);
      groups.recipients.put(1, List.of());
      await().until(() -> groups.count(GROUP_MESSAGES_SENT) > groups.count(GROUP_DELIVERIES));
      groups.population.interrupt();

      await().during(Duration.ofMillis(100)).until(() -> !listener.isDone());
      groups.end();
      assertThat(groups.count(GROUP_DELIVERIES) + groups.count(GROUP_DELIVERIES_LOST))
          .isEqualTo(groups.count(GROUP_MESSAGES_SENT));
    }
  }

  static void hold(CountDownLatch latch) {
    try {
      latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
