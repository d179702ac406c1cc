package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Acknowledgements that are missing, doubled or late, and a server that stands still. */
class AnswerFaultsIT {
  private static final int MESSAGES = 300;

  @Test
  void acks_are_dropped_and_duplicated() throws IOException {
    try (ImServer server = TestServer.withFaults("drop-ack=0.2", "duplicate-ack=0.2");
        RawClient sender = RawClient.login(server, "u1")) {
      for (int i = 0; i < MESSAGES; i++) {
        sender.sendChat("m" + i, "nobody");
      }
      List<String> acks = sender.textsUntilPong();
      Set<String> different = new TreeSet<>(acks);
      ServerStats stats = server.stats();
      assertThat(stats.acks()).isEqualTo(acks.size());
      assertThat(stats.acksDropped()).isEqualTo(MESSAGES - different.size()).isPositive();
      assertThat(stats.acksDuplicated()).isEqualTo(acks.size() - different.size()).isPositive();
    }
  }

  @Test
  void acks_come_late_and_pushes_do_not() throws IOException {
    try (ImServer server = TestServer.withFaults("ack-delay=500ms");
        RawClient client = RawClient.login(server, "u1")) {
      client.sendChat("m1", "u1");
      client.sendPing(1);
      assertThat(client.text()).contains("push");
      assertThat(client.text()).contains("pong");
      assertThat(server.stats().acks()).isZero();
      assertThat(client.text()).contains("chat_ack");
      assertThat(server.stats().acks()).isEqualTo(1);
    }
  }

  @Test
  void standstill_delays_all_and_loses_nothing() throws IOException {
    try (ImServer server = TestServer.withFaults("stall=700ms/1s");
        RawClient sender = RawClient.login(server, "u1");
        RawClient recipient = RawClient.login(server, "u2")) {
      long longestNanos = 0;
      List<String> pushes = new ArrayList<>();
      long giveUp = System.nanoTime() + 20_000_000_000L;
      for (int i = 0; longestNanos < 500_000_000L && System.nanoTime() < giveUp; i++) {
        long sent = System.nanoTime();
        sender.sendChat("m%06d".formatted(i), "u2");
        assertThat(sender.text()).contains("chat_ack");
        longestNanos = Math.max(longestNanos, System.nanoTime() - sent);
        pushes.add(recipient.text());
      }
      assertThat(longestNanos).isGreaterThanOrEqualTo(500_000_000L);
      assertThat(PushFaultsIT.ids(pushes)).isSorted().hasSize((int) server.stats().messages());
    }
  }

  @Test
  void health_and_stats_are_answered_in_a_standstill() throws Exception {
    try (ImServer server = TestServer.withFaults("stall=3599999ms/3600s")) {
      await().until(() -> HttpEndpointIT.get(server, "/health").statusCode() == 200);
      try (RawClient client = RawClient.connectWithoutWaiting(server)) {
        assertThat(HttpEndpointIT.get(server, "/stats").body()).contains("\"connectionsOpened\":0");
        assertThat(client.hasInput()).isFalse();
      }
    }
  }
}
