package im.stress.server;

import static im.stress.config.ServerSettings.Architecture.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.stress.config.ServerSettings.Architecture;
import im.stress.server.ChatRoomClient.Answer;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong on demand in the HTTP chat room, in both architectures. */
class ChatRoomFaultsIT {
  private static final String ALICE = "{\"username\":\"alice\",\"password\":\"pw\"}";
  private static final String MESSAGE =
      "{\"room\":\"den\",\"username\":\"alice\",\"content\":\"hi\"}";
  private static final String LISTING = "{\"room\":\"den\",\"since\":0}";

  private static ImServer start(Architecture architecture, String... faults) {
    return TestServer.withChatRoom(architecture, false, faults);
  }

  @ParameterizedTest
  @EnumSource
  void error_status_is_told_by_the_status_of_either(Architecture architecture) throws Exception {
    try (ImServer server = start(architecture, "error-status=1")) {
      Answer answer = ChatRoomClient.ask(server, "POST", "/register", ALICE);
      assertThat(answer.status()).isEqualTo(500);
      assertThat(server.stats().http().errors()).isEqualTo(1);
      assertThat(server.stats().http().errorsByFault()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void error_body_has_the_status_of_success(Architecture architecture) throws Exception {
    try (ImServer server = start(architecture, "error-body=1")) {
      Answer answer = ChatRoomClient.ask(server, "POST", "/register", ALICE);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"error\":\"Internal server error\"}");
      assertThat(server.stats().http().errors()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_share_of_the_requests_fails(Architecture architecture) throws Exception {
    try (ImServer server = start(architecture, "error-body=0.5")) {
      int errors = 0;
      for (int request = 0; request < 40; request++) {
        Answer answer = ChatRoomClient.ask(server, "GET", "/health", "");
        errors += answer.body().contains("error") ? 1 : 0;
      }
      assertThat(errors).isBetween(5, 35).isEqualTo((int) server.stats().http().errors());
    }
  }

  @ParameterizedTest
  @EnumSource
  void slow_body_sends_its_second_half_later(Architecture architecture) throws Exception {
    try (ImServer server = start(architecture, "slow-body=200ms");
        ChatRoomClient client = new ChatRoomClient(server)) {
      long begin = System.nanoTime();
      client.send("GET", "/", "");
      assertThat(client.head()).contains("Content-Length: 3148");
      assertThat(client.read(1_574)).hasSize(1_574);
      client.timeoutMillis(20);
      assertThatThrownBy(client::read).isInstanceOf(SocketTimeoutException.class);
      client.timeoutMillis(10_000);
      assertThat(client.read(1_574)).hasSize(1_574);
      assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(200));
      assertThat(client.read()).isEqualTo(-1);
    }
  }

  @Test
  void a_request_before_the_slow_answer_is_complete_ends_the_connection() throws Exception {
    try (ImServer server = TestServer.withChatRoom(EVENTS, true, "slow-body=1h");
        ChatRoomClient client = new ChatRoomClient(server)) {
      client.send("GET", "/", "");
      client.head();
      client.send("GET", "/", "");
      assertThat(client.read(3_148)).hasSize(1_574);
    }
  }

  @ParameterizedTest
  @EnumSource
  void reset_after_strikes_whatever_the_connection_does(Architecture architecture)
      throws Exception {
    try (ImServer server = start(architecture, "reset-after=50ms", "slow-body=1h");
        ChatRoomClient silent = new ChatRoomClient(server);
        ChatRoomClient reading = new ChatRoomClient(server)) {
      reading.send("GET", "/", "");
      reading.head();
      assertThatThrownBy(silent::read).isInstanceOf(SocketException.class);
      assertThatThrownBy(() -> reading.read(3_148)).isInstanceOf(SocketException.class);
      await().until(() -> server.stats().http().connectionsOpen() == 0);
      assertThat(server.stats().http().resets()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_standstill_answers_nothing(Architecture architecture) throws Exception {
    try (ImServer server = start(architecture, "stall=10h/36001s")) {
      await().until(() -> isSilent(server));
    }
  }

  private static boolean isSilent(ImServer server) throws IOException {
    try (ChatRoomClient client = new ChatRoomClient(server)) {
      client.timeoutMillis(200);
      client.send("GET", "/health", "");
      client.answer();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_dropped_message_is_answered_and_in_no_listing(Architecture architecture) throws Exception {
    try (ImServer server = start(architecture, "drop-push=1")) {
      assertThat(ChatRoomClient.ask(server, "POST", "/send_message", MESSAGE).body())
          .isEqualTo("{\"status\":\"success\"}");
      assertThat(ChatRoomClient.ask(server, "POST", "/messages", LISTING).body()).isEqualTo("[]");
      assertThat(server.stats().http().messagesDropped()).isEqualTo(1);
      assertThat(server.stats().http().messagesSaved()).isZero();
    }
  }

  @Test
  void a_message_that_is_saved_late_is_older_than_it_looks() throws Exception {
    try (ImServer server = start(EVENTS, "late-save=1h")) {
      long now = System.currentTimeMillis();
      for (int message = 0; message < 20; message++) {
        ChatRoomClient.ask(server, "POST", "/send_message", MESSAGE);
      }
      String all = ChatRoomClient.ask(server, "POST", "/messages", LISTING).body();
      long previous = now - TimeUnit.HOURS.toMillis(1) - 1;
      Matcher times = Pattern.compile("\"timestamp\":(\\d+)").matcher(all);
      int late = 0;
      while (times.find()) {
        long time = Long.parseLong(times.group(1));
        assertThat(time).isGreaterThanOrEqualTo(previous);
        late += time < now ? 1 : 0;
        previous = time;
      }
      assertThat(late).isGreaterThan(10);
    }
  }
}
