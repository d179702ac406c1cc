package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.protocol.MessageId;
import im.stress.protocol.ProtocolContext;
import im.stress.report.Summary;
import im.stress.server.HostileServer;
import im.stress.server.Peer;
import im.stress.server.Script;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Well-formed frames that lie: each is counted by its name, and nobody is lost. */
class HostileAnswersIT {
  private static final int USERS = 4;
  private static final int RUN_KEY = ProtocolContext.runKeyOf("users");

  @TempDir Path folder;

  private HostileServer server;
  private Summary summary;

  private void run(Script script) throws IOException, InterruptedException {
    server = HostileServer.towardsTheFirst(script);
    summary = new HostileRun(folder, server, USERS).run();

    assertThat(summary.connections().lost()).isZero();
    assertThat(server.peers()).hasSize(USERS).allMatch(peer -> peer.closedWith() == 1_000);
  }

  /** Answers the victim's frames of one kind like this; returns how many there were. */
  private int runWith(
      Function<BiConsumer<Peer, JsonNode>, Script> script, BiConsumer<Peer, JsonNode> answer)
      throws IOException, InterruptedException {
    AtomicInteger count = new AtomicInteger();
    run(
        script.apply(
            (peer, frame) -> {
              count.incrementAndGet();
              answer.accept(peer, frame);
            }));
    assertThat(count).hasPositiveValue();
    return count.get();
  }

  private static int user(Peer peer) {
    return Integer.parseInt(peer.uid().substring(1));
  }

  private static String id(int user, int number) {
    return MessageId.text(RUN_KEY, user, number);
  }

  private static String marker(int runKey, int from, int to, int sequence, long dueMicros) {
    return String.format(
        Locale.ROOT, "im1:%08x%08x%08x%08x%014x", runKey, from, to, sequence, dueMicros);
  }

  private static long nowMicros() {
    return System.currentTimeMillis() * 1_000;
  }

  @Test
  void acks_of_what_this_user_never_sent_are_unknown() throws IOException, InterruptedException {
    run(
        Script.whenOnline(
            peer -> {
              peer.ack("no id at all", 0);
              peer.ack(MessageId.text(RUN_KEY + 1, user(peer), 0), 0);
              peer.ack(id(user(peer), 1_000_000), 0);
              peer.ack(id(user(peer), Integer.MAX_VALUE), 0);
              peer.ack(id(user(peer), -1), 0);
              peer.ack(id((user(peer) + 1) % USERS, 0), 0);
              peer.ack(id(Integer.MAX_VALUE, 0), 500);
            }));

    assertThat(TestUsers.anomalies(summary)).isEqualTo(Map.of("acksUnknown", 7L));
    assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent());
  }

  @Test
  void an_ack_counts_once_however_often_it_comes() throws IOException, InterruptedException {
    int chats =
        runWith(
            Script::atChat,
            (peer, chat) -> {
              String id = chat.path("id").asText();
              peer.ack(id, 0);
              peer.ack(id, 0);
              peer.ack(id, 503);
            });

    assertThat(TestUsers.anomalies(summary)).isEqualTo(Map.of("acksDuplicated", 2L * chats));
    assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent());
    assertThat(summary.messages().refused()).isZero();
    assertThat(summary.messages().lost()).isEqualTo(chats);
    assertThat(summary.messages().ackedNotDelivered()).isEqualTo(chats);
  }

  @Test
  void a_message_acknowledged_with_another_code_is_refused_and_lost()
      throws IOException, InterruptedException {
    int chats =
        runWith(
            Script::atChat,
            (peer, chat) -> {
              peer.ack(chat.path("id").asText(), -7);
              peer.ack(chat.path("id").asText(), 0);
            });

    assertThat(summary.messages().refused()).isEqualTo(chats);
    assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent() - chats);
    assertThat(summary.messages().lost()).isEqualTo(chats);
    assertThat(summary.messages().ackedNotDelivered()).isZero();
    assertThat(TestUsers.anomalies(summary)).isEqualTo(Map.of("acksDuplicated", (long) chats));
  }

  @Test
  void pushes_that_are_not_of_this_run_are_told_apart() throws IOException, InterruptedException {
    run(
        Script.whenOnline(
            peer -> {
              int me = user(peer);
              int before = (me + USERS - 1) % USERS;
              peer.push("good morning");
              peer.push("im1:");
              peer.push(marker(RUN_KEY, -1, me, 0, nowMicros()));
              peer.push(marker(RUN_KEY + 1, before, me, 0, nowMicros()));
              // Of this run by its key; but nobody is that user, or he doesn't write to me.
              peer.push(marker(RUN_KEY, 77, me, 0, nowMicros()));
              peer.push(marker(RUN_KEY, (me + 1) % USERS, me, 0, nowMicros()));
              peer.push(marker(RUN_KEY, me, me, 0, nowMicros()));
            }));

    assertThat(TestUsers.anomalies(summary))
        .isEqualTo(Map.of("pushesUnmarked", 3L, "pushesForeign", 1L, "messagesStale", 3L));
    assertThat(summary.messages().delivered()).isEqualTo(summary.messages().sent());
    assertThat(summary.messages().misrouted()).isZero();
  }

  @Test
  void pushes_that_users_of_other_processes_sent_to_somebody_else_are_misrouted()
      throws IOException, InterruptedException {
    run(
        Script.whenOnline(
            peer -> {
              peer.push(marker(RUN_KEY, USERS, USERS + 1, 0, nowMicros()));
              peer.push(marker(RUN_KEY, USERS, (user(peer) + 1) % USERS, 0, nowMicros()));
              peer.push(marker(RUN_KEY, Integer.MAX_VALUE, 0x7ffffffe, 0, nowMicros()));
            }));

    assertThat(summary.messages().misrouted()).isEqualTo(3);
    assertThat(summary.messages().delivered()).isEqualTo(summary.messages().sent());
    assertThat(TestUsers.anomalies(summary)).isEmpty();
  }

  @Test
  void pushes_of_what_was_never_sent_are_stale_wherever_they_arrive()
      throws IOException, InterruptedException {
    AtomicBoolean done = new AtomicBoolean();
    run(
        Script.atPing(
            (peer, ping) -> {
              pong(peer, ping.path("seq").asLong());
              if (everybodyIsThere() && done.compareAndSet(false, true)) {
                int me = user(peer);
                int before = (me + USERS - 1) % USERS;
                peer.push(marker(RUN_KEY, before, me, 9_999, nowMicros()));
                peer.push(marker(RUN_KEY, before, me, Integer.MAX_VALUE, nowMicros()));
                peer.push(marker(RUN_KEY, me, (me + 1) % USERS, 9_999, nowMicros()));
                peer.push(marker(RUN_KEY, before, me, 9_999, nowMicros()));
              }
            }));

    assertThat(TestUsers.anomalies(summary)).isEqualTo(Map.of("messagesStale", 4L));
    assertThat(summary.messages().delivered()).isEqualTo(summary.messages().sent());
    assertThat(summary.messages().misrouted()).isZero();
    assertThat(summary.messages().duplicated()).isZero();
  }

  private boolean everybodyIsThere() {
    return server.peers().stream().filter(peer -> !peer.uid().isEmpty()).count() == USERS;
  }

  @Test
  void copies_to_a_wrong_user_do_not_hide_what_is_on_its_way()
      throws IOException, InterruptedException {
    int chats =
        runWith(
            Script::atChat,
            (peer, chat) -> {
              String content = chat.path("content").asText();
              peer.ack(chat.path("id").asText(), 0);
              peer.push(content);
              peer.after(150, () -> pushTo(chat, content));
            });

    assertThat(summary.messages().misrouted()).isEqualTo(chats);
    assertThat(summary.messages().delivered()).isEqualTo(summary.messages().sent());
    assertThat(summary.messages().lost()).isZero();
  }

  private void pushTo(JsonNode chat, String content) {
    server.peers().stream()
        .filter(to -> to.uid().equals(chat.path("to").asText()))
        .forEach(to -> to.push(content));
  }

  @Test
  void a_due_time_gone_wild_is_counted_and_is_no_latency()
      throws IOException, InterruptedException {
    AtomicInteger turn = new AtomicInteger();
    long[] wild = {
      0, 1, nowMicros() - 1_000_000_000_000L, nowMicros() + 60_000_000, (1L << 56) - 1
    };
    int chats =
        runWith(
            Script::atChat,
            (peer, chat) -> {
              String content = chat.path("content").asText();
              long due = wild[turn.getAndIncrement() % wild.length];
              String lying = content.substring(0, 36) + String.format(Locale.ROOT, "%014x", due);
              peer.ack(chat.path("id").asText(), 0);
              pushTo(chat, lying);
            });

    assertThat(chats).isGreaterThanOrEqualTo(wild.length);
    assertThat(TestUsers.anomalies(summary)).isEqualTo(Map.of("clockAnomalies", (long) chats));
    assertThat(summary.messages().delivered()).isEqualTo(summary.messages().sent());
    assertThat(summary.latencyMicros().get("delivery").count())
        .isEqualTo(summary.messages().delivered() - chats);
    assertThat(summary.latencyMicros().get("delivery").max()).isLessThan(60_000_000);
  }

  @Test
  void heartbeat_answers_out_of_turn_answer_nothing() throws IOException, InterruptedException {
    int pings =
        runWith(
            Script::atPing,
            (peer, ping) -> {
              pong(peer, Long.MIN_VALUE);
              pong(peer, -5);
              pong(peer, ping.path("seq").asLong() + 1_000);
              pong(peer, Long.MAX_VALUE);
              peer.frame(new PongWebSocketFrame());
              peer.frame(new PongWebSocketFrame(Unpooled.copyLong(ping.path("seq").asLong())));
            });

    assertThat(TestUsers.anomalies(summary)).isEqualTo(Map.of("framesUnexpected", 6L * pings));
    assertThat(summary.heartbeats().missed()).isEqualTo(pings);
    assertThat(summary.heartbeats().answered()).isEqualTo(summary.heartbeats().sent() - pings);
  }

  @Test
  void a_heartbeat_answer_counts_once_however_often_it_comes()
      throws IOException, InterruptedException {
    int pings =
        runWith(
            Script::atPing,
            (peer, ping) -> {
              pong(peer, ping.path("seq").asLong());
              pong(peer, ping.path("seq").asLong());
            });

    assertThat(TestUsers.anomalies(summary)).isEqualTo(Map.of("framesUnexpected", (long) pings));
    assertThat(summary.heartbeats().answered()).isEqualTo(summary.heartbeats().sent());
  }

  private static void pong(Peer peer, long sequence) {
    peer.text("{\"type\":\"pong\",\"seq\":" + sequence + "}");
  }
}
