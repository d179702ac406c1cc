package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each fault does what it says, and the server's counts are what clients see. */
class FaultsIT {
  private static final int MESSAGES = 300;
  private static final Pattern PUSH = Pattern.compile("\\{\"type\":\"push\",\"id\":\"(\\w+)\"");

  /** Sends m000000 … from one user to another, and reads all acknowledgements. */
  private static List<String> exchange(RawClient sender, RawClient recipient, String to)
      throws IOException {
    for (int i = 0; i < MESSAGES; i++) {
      sender.sendChat("m%06d".formatted(i), to);
    }
    sender.textsUntilPong();
    return recipient.textsUntilPong();
  }

  private static List<String> ids(List<String> pushes) {
    List<String> ids = new ArrayList<>();
    for (String push : pushes) {
      Matcher matcher = PUSH.matcher(push);
      if (matcher.lookingAt()) {
        ids.add(matcher.group(1));
      }
    }
    return ids;
  }

  private static long overtaken(List<String> ids) {
    String latest = "";
    long count = 0;
    for (String id : ids) {
      count += id.compareTo(latest) < 0 ? 1 : 0;
      latest = id.compareTo(latest) < 0 ? latest : id;
    }
    return count;
  }

  @Test
  void dropped_pushes_are_those_that_nobody_gets() throws IOException {
    try (ImServer server = TestServer.withFaults("drop-push=0.2");
        RawClient sender = RawClient.login(server, "u1");
        RawClient recipient = RawClient.login(server, "u2")) {
      List<String> ids = ids(exchange(sender, recipient, "u2"));
      ServerStats stats = server.stats();
      assertThat(stats.pushesDropped()).isBetween(20L, 120L);
      assertThat(stats.pushes()).isEqualTo(ids.size());
      assertThat(ids.size() + stats.pushesDropped()).isEqualTo(MESSAGES);
      assertThat(stats.acks()).isEqualTo(MESSAGES);
    }
  }

  @Test
  void duplicated_pushes_are_those_that_come_twice() throws IOException {
    try (ImServer server = TestServer.withFaults("duplicate-push=0.2");
        RawClient sender = RawClient.login(server, "u1");
        RawClient recipient = RawClient.login(server, "u2")) {
      List<String> ids = ids(exchange(sender, recipient, "u2"));
      Set<String> different = new TreeSet<>(ids);
      ServerStats stats = server.stats();
      assertThat(different).hasSize(MESSAGES);
      assertThat(stats.pushesDuplicated()).isEqualTo(ids.size() - MESSAGES).isBetween(20L, 120L);
      assertThat(stats.pushes()).isEqualTo(ids.size());
    }
  }

  @Test
  void reordered_pushes_are_those_that_come_after_a_later_one() throws IOException {
    try (ImServer server = TestServer.withFaults("reorder-push=0.2");
        RawClient sender = RawClient.login(server, "u1");
        RawClient recipient = RawClient.login(server, "u2")) {
      List<String> ids = new ArrayList<>(ids(exchange(sender, recipient, "u2")));
      await()
          .until(
              () -> {
                ids.addAll(ids(recipient.textsUntilPong()));
                return ids.size() == MESSAGES;
              });
      assertThat(overtaken(ids)).isEqualTo(server.stats().pushesReordered()).isBetween(20L, 120L);
      assertThat(server.stats().pushes()).isEqualTo(MESSAGES);
    }
  }

  @Test
  void held_push_without_a_next_one_is_sent_plainly() throws IOException {
    try (ImServer server = TestServer.withFaults("reorder-push=1");
        RawClient sender = RawClient.login(server, "u1");
        RawClient recipient = RawClient.login(server, "u2")) {
      sender.sendChat("m000000", "u2");
      assertThat(recipient.text()).contains("m000000");
      assertThat(server.stats().pushesReordered()).isZero();
      assertThat(server.stats().pushes()).isEqualTo(1);
    }
  }

  @Test
  void held_push_is_sent_before_its_sender_goes() throws IOException {
    try (ImServer server = TestServer.withFaults("reorder-push=1");
        RawClient recipient = RawClient.login(server, "u2")) {
      try (RawClient sender = RawClient.login(server, "u1")) {
        sender.sendChat("m000000", "u2");
        assertThat(sender.textsUntilPong()).hasSize(1);
      }
      assertThat(recipient.text()).contains("m000000");
      assertThat(server.stats().pushesReordered()).isZero();
    }
  }

  @Test
  void misrouted_pushes_are_those_that_somebody_else_gets() throws IOException {
    try (ImServer server = TestServer.withFaults("misroute-push=0.2");
        RawClient sender = RawClient.login(server, "u1");
        RawClient recipient = RawClient.login(server, "u2");
        RawClient other = RawClient.login(server, "u3")) {
      List<String> right = ids(exchange(sender, recipient, "u2"));
      List<String> wrong = ids(other.textsUntilPong());
      assertThat(server.stats().pushesMisrouted()).isEqualTo(wrong.size()).isBetween(20L, 120L);
      assertThat(right.size() + wrong.size()).isEqualTo(MESSAGES);
      assertThat(right).doesNotContainAnyElementsOf(wrong);
    }
  }

  @Test
  void push_is_sent_right_when_there_is_nobody_else() throws IOException {
    try (ImServer server = TestServer.withFaults("misroute-push=1");
        RawClient sender = RawClient.login(server, "u1");
        RawClient recipient = RawClient.login(server, "u2")) {
      assertThat(ids(exchange(sender, recipient, "u2"))).hasSize(MESSAGES);
      assertThat(server.stats().pushesMisrouted()).isZero();
    }
  }

  @Test
  void faults_combine_and_each_message_has_one_fate() throws IOException {
    try (ImServer server =
            TestServer.withFaults("drop-push=0.1", "misroute-push=0.1", "duplicate-push=0.1");
        RawClient sender = RawClient.login(server, "u1");
        RawClient recipient = RawClient.login(server, "u2");
        RawClient other = RawClient.login(server, "u3")) {
      List<String> right = ids(exchange(sender, recipient, "u2"));
      List<String> wrong = ids(other.textsUntilPong());
      ServerStats stats = server.stats();
      long delivered = stats.pushes() - stats.pushesDuplicated() - stats.pushesMisrouted();
      assertThat(new TreeSet<>(right)).hasSize((int) delivered);
      assertThat(wrong).hasSize((int) stats.pushesMisrouted());
      assertThat(delivered + stats.pushesDropped() + stats.pushesMisrouted()).isEqualTo(MESSAGES);
      assertThat(stats.pushesDropped()).isPositive();
      assertThat(stats.pushesDuplicated()).isPositive();
    }
  }

  @Test
  void same_seed_gives_the_same_fates() throws IOException {
    List<List<String>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      try (ImServer server = TestServer.withFaults("drop-push=0.3");
          RawClient sender = RawClient.login(server, "u1");
          RawClient recipient = RawClient.login(server, "u2")) {
        runs.add(exchange(sender, recipient, "u2"));
      }
    }
    assertThat(runs.get(1)).isEqualTo(runs.get(0));
  }

  @Test
  void garbage_comes_beside_pushes() throws IOException {
    try (ImServer server = TestServer.withFaults("garbage-push=0.2");
        RawClient sender = RawClient.login(server, "u1");
        RawClient recipient = RawClient.login(server, "u2")) {
      List<String> texts = exchange(sender, recipient, "u2");
      assertThat(ids(texts)).hasSize(MESSAGES);
      long garbage = texts.stream().filter(text -> !text.endsWith("}")).count();
      assertThat(server.stats().framesGarbage()).isEqualTo(garbage).isBetween(20L, 120L);
    }
  }

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
      assertThat(ids(pushes)).isSorted().hasSize((int) server.stats().messages());
    }
  }

  @Test
  void health_and_stats_are_answered_in_a_standstill() throws Exception {
    try (ImServer server = TestServer.withFaults("stall=3599999ms/3600s")) {
      await().until(() -> HttpDoorIT.get(server, "/health").statusCode() == 200);
      try (RawClient client = RawClient.connectWithoutWaiting(server)) {
        assertThat(HttpDoorIT.get(server, "/stats").body()).contains("\"connectionsOpened\":0");
        assertThat(client.hasInput()).isFalse();
      }
    }
  }

  @Test
  void some_logins_are_rejected() throws IOException {
    int rejected = 0;
    try (ImServer server = TestServer.withFaults("reject-login=0.5")) {
      for (int i = 0; i < 40; i++) {
        try (RawClient client = RawClient.connect(server)) {
          client.sendLogin("u" + i);
          if (client.text().contains("\"code\":401,\"reason\":\"rejected by fault\"")) {
            assertThat(client.closeFrame()).startsWith("1008 ");
            rejected++;
          }
        }
      }
      assertThat(rejected).isBetween(5, 35);
      assertThat(server.stats().loginsRejected()).isEqualTo(rejected);
      assertThat(server.stats().logins()).isEqualTo(40 - rejected);
    }
  }

  @Test
  void connection_is_closed_at_its_age() throws IOException {
    try (ImServer server = TestServer.withFaults("close-after=200ms:4321");
        RawClient client = RawClient.login(server, "u1")) {
      assertThat(client.closeFrame()).isEqualTo("4321 fault");
      assertThat(server.stats().closes()).isEqualTo(Map.of("4321", 1L));
    }
  }

  @Test
  void connection_is_reset_at_its_age() throws IOException {
    try (ImServer server = TestServer.withFaults("reset-after=200ms");
        RawClient client = RawClient.login(server, "u1")) {
      assertThatThrownBy(client::frame)
          .isInstanceOf(SocketException.class)
          .isNotInstanceOf(EOFException.class)
          .hasMessageContaining("reset");
      assertThat(server.stats().closes()).isEqualTo(Map.of("1006", 1L));
    }
  }

  @Test
  void user_is_kicked_at_his_age() throws IOException {
    try (ImServer server = TestServer.withFaults("kick-after=200ms");
        RawClient client = RawClient.login(server, "u1")) {
      assertThat(client.text()).contains("\"type\":\"kick\"");
      assertThat(client.closeFrame()).startsWith("4001 ");
    }
  }

  @Test
  void silent_connection_is_kept_and_answers_nothing() throws IOException {
    try (ImServer server = TestServer.withFaults("silent-after=700ms");
        RawClient silent = RawClient.login(server, "u1")) {
      await()
          .until(
              () -> {
                silent.sendChat("m", "nobody");
                return server.stats().messagesIgnored() > 0;
              });
      silent.sendPing(5);
      try (RawClient sender = RawClient.login(server, "u2")) {
        sender.sendChat("m000000", "u1");
        assertThat(sender.textsUntilPong()).hasSize(1);
      }
      assertThat(server.stats().pushesDropped()).isEqualTo(1);
      assertThat(server.stats().heartbeats()).isEqualTo(1);
      assertThat(server.stats().connectionsOpen()).isPositive();
      for (long acks = server.stats().acks(); acks > 1; acks--) {
        assertThat(silent.text()).contains("chat_ack");
      }
      assertThat(silent.hasInput()).isFalse();
    }
  }
}
