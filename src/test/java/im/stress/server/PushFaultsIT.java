package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each fault of pushes does what it says, and the server's counts are what clients see. */
class PushFaultsIT {
  private static final int MESSAGES = 300;
  private static final Pattern PUSH =
      Pattern.compile("\\{\"type\":\"(?:group_)?push\",\"id\":\"(\\w+)\"");

  /** Sends m000000 … from one user to another, and reads all acknowledgements. */
  private static List<String> exchange(RawClient sender, RawClient recipient, String to)
      throws IOException {
    for (int i = 0; i < MESSAGES; i++) {
      sender.sendChat("m%06d".formatted(i), to);
    }
    sender.textsUntilPong();
    return recipient.textsUntilPong();
  }

  /** The ids of the messages that these frames push. */
  static List<String> ids(List<String> pushes) {
    List<String> ids = new ArrayList<>();
    for (String push : pushes) {
      Matcher matcher = PUSH.matcher(push);
      if (matcher.lookingAt()) {
        ids.add(matcher.group(1));
      }
    }
    return ids;
  }

  static long overtaken(List<String> ids) {
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
}
