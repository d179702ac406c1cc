package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.stress.config.ServerSettings.TcpFraming;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Faults on TCP connections, and the server's counts of them. */
class TcpFaultsIT {
  private static final int MESSAGES = 300;

  private static ImServer withFaults(String... faults) {
    return TestServer.withTcp(TcpFraming.JSON, false, faults);
  }

  /** Sends m000000, m000001 … from one user to another; returns when the server has taken all. */
  private static void sendAll(ImServer server, TcpClient sender, long to) throws IOException {
    for (int i = 0; i < MESSAGES; i++) {
      sender.sendChat(to, "m%06d".formatted(i));
    }
    await()
        .until(
            () -> {
              ServerStats stats = server.stats();
              return stats.messages() == MESSAGES
                  && stats.pushes() - stats.pushesDuplicated() + stats.pushesDropped() == MESSAGES;
            });
  }

  @Test
  void dropped_and_duplicated_pushes_are_those_that_miss_and_come_twice() throws IOException {
    try (ImServer server = withFaults("drop-push=0.2", "duplicate-push=0.2");
        TcpClient sender = TcpClient.login(server, 1001);
        TcpClient recipient = TcpClient.login(server, 1002)) {
      sendAll(server, sender, 1002);
      List<String> pushes = new ArrayList<>();
      ServerStats stats = server.stats();
      while (pushes.size() < stats.pushes()) {
        pushes.add(recipient.object());
      }
      int different = new TreeSet<>(pushes).size();
      assertThat(stats.messages()).isEqualTo(MESSAGES);
      assertThat(stats.pushesDropped()).isEqualTo(MESSAGES - different).isBetween(20L, 120L);
      assertThat(stats.pushesDuplicated())
          .isEqualTo(pushes.size() - different)
          .isBetween(20L, 120L);
      assertThat(recipient.hasInput()).isFalse();
    }
  }

  @Test
  void misrouted_and_reordered_pushes_come_elsewhere_and_later() throws IOException {
    try (ImServer server = withFaults("misroute-push=0.2", "reorder-push=0.2");
        TcpClient sender = TcpClient.login(server, 1001);
        TcpClient recipient = TcpClient.login(server, 1002);
        TcpClient other = TcpClient.login(server, 1003)) {
      sendAll(server, sender, 1002);
      ServerStats stats = server.stats();
      for (long i = stats.pushesMisrouted(); i > 0; i--) {
        assertThat(other.object()).contains("\"to\":1002");
      }
      List<String> right = new ArrayList<>();
      for (long i = stats.pushesMisrouted(); i < MESSAGES; i++) {
        right.add(recipient.object());
      }
      assertThat(stats.pushesMisrouted()).isBetween(20L, 120L);
      assertThat(PushFaultsIT.overtaken(right))
          .isEqualTo(stats.pushesReordered())
          .isBetween(20L, 120L);
    }
  }

  @Test
  void garbage_leaves_the_stream_readable() throws IOException {
    try (ImServer server = withFaults("garbage-push=1");
        TcpClient client = TcpClient.login(server, 1001)) {
      client.sendChat(1001, "a");
      assertThat(client.object()).isEqualTo(client.chat(1001, "a"));
      assertThat(client.object()).isEqualTo("{\"msgid\":5,\"id\":}");
      client.sendChat(1001, "b");
      assertThat(client.object()).isEqualTo(client.chat(1001, "b"));
    }
  }

  @Test
  void rejected_login_is_answered_and_closed() throws IOException {
    try (ImServer server = withFaults("reject-login=1");
        TcpClient client = TcpClient.connect(server)) {
      client.sendLogin(1001);
      assertThat(client.object())
          .isEqualTo("{\"msgid\":2,\"errno\":1,\"id\":1001,\"errmsg\":\"rejected by fault\"}");
      client.awaitEnd();
      assertThat(server.stats().loginsRejected()).isEqualTo(1);
    }
  }

  @Test
  void connection_is_closed_at_its_age() throws IOException {
    try (ImServer server = withFaults("close-after=200ms:4321");
        TcpClient client = TcpClient.login(server, 1001)) {
      client.awaitEnd();
      assertThat(server.stats().closes()).isEqualTo(Map.of("4321", 1L));
    }
  }

  @Test
  void user_is_pushed_out_without_a_word() throws IOException {
    try (ImServer server = withFaults("kick-after=200ms");
        TcpClient client = TcpClient.login(server, 1001)) {
      client.awaitEnd();
      assertThat(server.stats().closes()).isEqualTo(Map.of("4001", 1L));
    }
  }

  @Test
  void connection_is_reset_at_its_age() throws IOException {
    try (ImServer server = withFaults("reset-after=200ms");
        TcpClient client = TcpClient.login(server, 1001)) {
      assertThatThrownBy(client::object)
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      assertThat(server.stats().closes()).isEqualTo(Map.of("1006", 1L));
    }
  }

  @Test
  void silent_connection_is_kept_and_gets_nothing() throws IOException {
    try (ImServer server = withFaults("silent-after=200ms");
        TcpClient client = TcpClient.login(server, 1001)) {
      await()
          .until(
              () -> {
                client.sendChat(1001, "a");
                return server.stats().messagesIgnored() > 0;
              });
      for (long i = server.stats().pushes(); i > 0; i--) {
        assertThat(client.object()).contains("\"a\"");
      }
      assertThat(client.hasInput()).isFalse();
      assertThat(server.stats().connectionsOpen()).isEqualTo(1);
    }
  }

  @Test
  void standstill_delays_all_and_loses_nothing() throws IOException {
    try (ImServer server = withFaults("stall=700ms/1s");
        TcpClient client = TcpClient.login(server, 1001)) {
      long longestNanos = 0;
      long giveUp = System.nanoTime() + 20_000_000_000L;
      for (int i = 0; longestNanos < 500_000_000L && System.nanoTime() < giveUp; i++) {
        long sent = System.nanoTime();
        client.sendChat(1001, "m" + i);
        assertThat(client.object()).contains("\"m" + i + "\"");
        longestNanos = Math.max(longestNanos, System.nanoTime() - sent);
      }
      assertThat(longestNanos).isGreaterThanOrEqualTo(500_000_000L);
    }
  }

  @Test
  void acks_that_are_not_there_can_not_be_late_or_missing() throws IOException {
    try (ImServer server = withFaults("ack-delay=1ms", "duplicate-ack=1");
        TcpClient client = TcpClient.login(server, 1001)) {
      client.sendChat(1001, "a");
      assertThat(client.objectsUntilEcho()).hasSize(1);
      assertThat(server.stats().acks() + server.stats().acksDuplicated()).isZero();
    }
  }

  @Test
  void reader_that_does_not_read_is_cut_off() throws IOException {
    try (ImServer server = withFaults();
        TcpClient sender = TcpClient.login(server, 1001);
        TcpClient lazy = TcpClient.login(server, 1002)) {
      String content = "x".repeat(3000);
      for (int i = 0; server.stats().closes().isEmpty() && i < 20_000; i++) {
        sender.sendChat(1002, content);
      }
      await().until(() -> server.stats().closes().containsKey("slow-consumer"));
      assertThat(sender.objectsUntilEcho()).isEmpty();
      assertThat(lazy.object()).contains("xxx");
    }
  }
}
