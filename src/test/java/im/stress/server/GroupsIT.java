package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Messages to groups in the format {@code json}, and the faults of their pushes. */
class GroupsIT {
  private static final int MESSAGES = 300;

  private static RawClient member(ImServer server, String uid) throws IOException {
    RawClient client = RawClient.login(server, uid);
    client.join("g1");
    return client;
  }

  private static void sendAll(RawClient sender) throws IOException {
    for (int i = 0; i < MESSAGES; i++) {
      sender.sendGroupChat("m%06d".formatted(i), "g1");
    }
    sender.textsUntilPong();
  }

  private static List<String> ids(RawClient client) throws IOException {
    return PushFaultsIT.ids(client.textsUntilPong());
  }

  @Test
  void message_is_pushed_to_every_other_member_and_acknowledged() throws IOException {
    try (ImServer server = TestServer.withFaults();
        RawClient sender = member(server, "u1");
        RawClient second = member(server, "u2");
        RawClient third = member(server, "u3");
        RawClient stranger = RawClient.login(server, "u4")) {
      sender.sendGroupChat("i", "g1");
      assertThat(sender.textsUntilPong())
          .containsExactly("{\"type\":\"group_ack\",\"id\":\"i\",\"code\":0}");
      String push =
          "{\"type\":\"group_push\",\"id\":\"i\",\"from\":\"u1\",\"group\":\"g1\",\"content\":\"c\"}";
      assertThat(second.text()).isEqualTo(push);
      assertThat(third.text()).isEqualTo(push);
      assertThat(stranger.textsUntilPong()).isEmpty();
      ServerStats stats = server.stats();
      assertThat(stats.groupJoins()).isEqualTo(3);
      assertThat(stats.groupMessages()).isEqualTo(1);
      assertThat(stats.groupAcks()).isEqualTo(1);
      assertThat(stats.groupPushes()).isEqualTo(2);
      assertThat(stats.messages() + stats.acks() + stats.pushes()).isZero();
    }
  }

  @Test
  void group_without_members_takes_a_message_and_pushes_nothing() throws IOException {
    try (ImServer server = TestServer.withFaults();
        RawClient sender = RawClient.login(server, "u1")) {
      sender.sendGroupChat("i", "nobody's");
      assertThat(sender.textsUntilPong()).hasSize(1);
      assertThat(server.stats().groupPushes()).isZero();
    }
  }

  @Test
  void who_joins_twice_gets_a_message_once() throws IOException {
    try (ImServer server = TestServer.withFaults();
        RawClient sender = RawClient.login(server, "u1");
        RawClient eager = member(server, "u2")) {
      eager.join("g1");
      sender.sendGroupChat("i", "g1");
      sender.textsUntilPong();
      assertThat(ids(eager)).containsExactly("i");
      assertThat(server.stats().groupJoins()).isEqualTo(2);
    }
  }

  @Test
  void member_is_still_one_after_coming_back() throws IOException {
    try (ImServer server = TestServer.withFaults();
        RawClient sender = member(server, "u1")) {
      member(server, "u2").close();
      await().until(() -> server.stats().connectionsOpen() == 1);
      sender.sendGroupChat("missed", "g1");
      sender.textsUntilPong();
      assertThat(server.stats().groupPushesOffline()).isEqualTo(1);
      try (RawClient again = RawClient.login(server, "u2")) {
        sender.sendGroupChat("i", "g1");
        sender.textsUntilPong();
        assertThat(ids(again)).containsExactly("i");
      }
    }
  }

  @Test
  void join_needs_a_login() throws IOException {
    try (ImServer server = TestServer.withFaults();
        RawClient client = RawClient.connect(server)) {
      client.send("{\"type\":\"join\",\"group\":\"g1\"}");
      assertThat(client.closeFrame()).isEqualTo("1008 login first");
      assertThat(server.stats().groupJoins()).isZero();
    }
  }

  @Test
  void acks_come_late_and_pushes_do_not() throws IOException {
    try (ImServer server = TestServer.withFaults("ack-delay=500ms");
        RawClient sender = member(server, "u1");
        RawClient recipient = member(server, "u2")) {
      sender.sendGroupChat("i", "g1");
      assertThat(sender.textsUntilPong()).isEmpty();
      assertThat(recipient.text()).contains("group_push");
      assertThat(server.stats().groupAcks()).isZero();
      assertThat(sender.text()).contains("group_ack");
    }
  }

  @Test
  void each_push_has_a_fate_of_its_own() throws IOException {
    try (ImServer server = TestServer.withFaults("drop-push=0.2", "duplicate-push=0.2");
        RawClient sender = member(server, "u1");
        RawClient second = member(server, "u2");
        RawClient third = member(server, "u3")) {
      sendAll(sender);
      List<String> toSecond = ids(second);
      List<String> toThird = ids(third);
      int once = new TreeSet<>(toSecond).size() + new TreeSet<>(toThird).size();
      int all = toSecond.size() + toThird.size();
      ServerStats stats = server.stats();
      assertThat(stats.groupPushes()).isEqualTo(all);
      assertThat(stats.groupPushesDuplicated()).isEqualTo(all - once).isBetween(40L, 240L);
      assertThat(stats.groupPushesDropped()).isEqualTo(2 * MESSAGES - once).isBetween(40L, 240L);
      assertThat(stats.pushesDropped() + stats.pushesDuplicated()).isZero();
      assertThat(toSecond).isNotEqualTo(toThird);
    }
  }

  @Test
  void reordered_pushes_come_after_a_later_one_of_the_same_member() throws IOException {
    try (ImServer server = TestServer.withFaults("reorder-push=0.2");
        RawClient sender = member(server, "u1");
        RawClient second = member(server, "u2");
        RawClient third = member(server, "u3")) {
      sendAll(sender);
      List<String> toSecond = new ArrayList<>();
      List<String> toThird = new ArrayList<>();
      await()
          .until(
              () -> {
                toSecond.addAll(ids(second));
                toThird.addAll(ids(third));
                return toSecond.size() + toThird.size() == 2 * MESSAGES;
              });
      assertThat(PushFaultsIT.overtaken(toSecond) + PushFaultsIT.overtaken(toThird))
          .isEqualTo(server.stats().groupPushesReordered())
          .isBetween(40L, 240L);
    }
  }

  @Test
  void echoed_messages_come_back_to_their_sender_beside_the_pushes() throws IOException {
    try (ImServer server = TestServer.withFaults("echo-group=0.2");
        RawClient sender = member(server, "u1");
        RawClient second = member(server, "u2")) {
      for (int i = 0; i < MESSAGES; i++) {
        sender.sendGroupChat("m%06d".formatted(i), "g1");
      }
      List<String> echoes =
          sender.textsUntilPong().stream().filter(text -> text.contains("group_push")).toList();
      assertThat(server.stats().groupEchoes()).isEqualTo(echoes.size()).isBetween(20L, 120L);
      assertThat(ids(second)).hasSize(MESSAGES);
      assertThat(server.stats().groupPushes()).isEqualTo(MESSAGES);
    }
  }

  @Test
  void who_is_refused_is_no_member() throws IOException {
    try (ImServer server = TestServer.withFaults("reject-join=1");
        RawClient sender = RawClient.login(server, "u1");
        RawClient refused = RawClient.login(server, "u2")) {
      refused.send("{\"type\":\"join\",\"group\":\"g1\"}");
      assertThat(refused.text()).isEqualTo("{\"type\":\"join_ack\",\"group\":\"g1\",\"code\":403}");
      sender.sendGroupChat("i", "g1");
      sender.textsUntilPong();
      assertThat(refused.textsUntilPong()).isEmpty();
      assertThat(server.stats().groupJoins()).isEqualTo(1);
      assertThat(server.stats().groupJoinsRejected()).isEqualTo(1);
    }
  }

  @Test
  void misrouted_pushes_go_to_users_who_are_no_members() throws IOException {
    try (ImServer server = TestServer.withFaults("misroute-push=0.2");
        RawClient sender = member(server, "u1");
        RawClient second = member(server, "u2");
        RawClient third = member(server, "u3");
        RawClient stranger = RawClient.login(server, "u4")) {
      sendAll(sender);
      List<String> wrong = ids(stranger);
      assertThat(server.stats().groupPushesMisrouted())
          .isEqualTo(wrong.size())
          .isBetween(40L, 240L);
      assertThat(ids(second).size() + ids(third).size() + wrong.size()).isEqualTo(2 * MESSAGES);
    }
  }

  @Test
  void push_is_sent_right_when_all_are_members() throws IOException {
    try (ImServer server = TestServer.withFaults("misroute-push=1");
        RawClient sender = member(server, "u1");
        RawClient second = member(server, "u2");
        RawClient third = member(server, "u3")) {
      sendAll(sender);
      assertThat(ids(second)).hasSize(MESSAGES);
      assertThat(ids(third)).hasSize(MESSAGES);
      assertThat(server.stats().groupPushesMisrouted()).isZero();
    }
  }
}
