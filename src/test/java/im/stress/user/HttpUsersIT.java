package im.stress.user;

import static im.stress.transport.http.RawServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Death;
import im.stress.report.Summary;
import im.stress.transport.http.RawServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users who speak HTTP, from the first connect to the summary. */
@Timeout(60)
class HttpUsersIT {
  private static final int USERS = 4;

  @TempDir Path folder;

  /** Logins of a cold JVM may take longer than a run here. */
  @BeforeAll
  static void warmUp(@TempDir Path other) throws IOException, InterruptedException {
    try (RawServer server = new RawServer(RawServer.ECHO)) {
      users(other, server).run();
    }
  }

  private TestUsers users(RawServer server) {
    return users(folder, server);
  }

  private static TestUsers users(Path runFolder, RawServer server) {
    return new TestUsers(runFolder, server.port())
        .set("target.url", "http://127.0.0.1:" + server.port())
        .set("codec.format", NotesProtocol.class.getName())
        .set("users", String.valueOf(USERS))
        .set("ramp-up", "100ms")
        .set("duration", "600ms")
        .set("message.interval", "50ms");
  }

  /** Logs everybody in; every {@code nth} note of a connection is treated like this. */
  private static RawServer.Script spoiling(int nth, RawServer.Script note) {
    AtomicInteger notes = new AtomicInteger();
    return peer -> {
      for (String request = peer.request(); request != null; request = peer.request()) {
        if (request.startsWith("POST /note") && notes.incrementAndGet() % nth == 0) {
          note.play(peer);
        } else {
          peer.write(answer(200, "ok"));
        }
      }
    };
  }

  private static void assertThatAllStayed(Summary summary) {
    assertThat(summary.users().loggedIn()).isEqualTo(USERS);
    assertThat(summary.connections().lost()).isZero();
    assertThat(summary.connections().deaths()).isEmpty();
  }

  private static long errors(Summary summary) {
    return summary.requests().errors().values().stream().mapToLong(n -> n).sum();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void every_request_is_counted_and_answered(boolean keepAlive)
      throws IOException, InterruptedException {
    try (RawServer server = new RawServer(spoiling(Integer.MAX_VALUE, peer -> {}))) {
      Summary summary =
          users(server).set("codec.template.keep-alive", String.valueOf(keepAlive)).run();

      assertThatAllStayed(summary);
      assertThat(summary.messages().sent()).isPositive();
      assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent());
      assertThat(summary.requests().made())
          .isEqualTo(USERS + summary.messages().sent())
          .isEqualTo(summary.requests().answered())
          .isEqualTo(server.requests().size());
      assertThat(errors(summary)).isZero();
      assertThat(server.peers).hasSize(keepAlive ? USERS : server.requests().size());
    }
  }

  @Test
  void request_that_fails_loses_no_user_and_is_named() throws IOException, InterruptedException {
    try (RawServer server = new RawServer(spoiling(2, RawServer.Peer::reset))) {
      TestUsers users = users(server);
      Summary summary = users.run();

      assertThatAllStayed(summary);
      long failed = summary.requests().errors().get("read");
      assertThat(failed).isPositive().isEqualTo(errors(summary));
      assertThat(summary.requests().made()).isEqualTo(summary.requests().answered() + failed);
      assertThat(summary.messages().unacked()).isEqualTo(failed);
      assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent() - failed);
      assertThat(summary.requests().failures())
          .singleElement()
          .satisfies(
              failure -> {
                assertThat(failure.phase()).isEqualTo(Death.Phase.REQUEST);
                assertThat(failure.cause()).isEqualTo("reset");
                assertThat(failure.count()).isEqualTo(failed);
              });
      assertThat(users.log().count("ko ACK")).isEqualTo(failed);
    }
  }

  private static RawServer.Script slow(int millis) {
    return spoiling(
        1,
        peer -> {
          try {
            Thread.sleep(millis);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          peer.write(answer(200, "ok"));
        });
  }

  /** Twice as slow as requests are due: they queue, and their latency runs from the due time. */
  @Test
  void slow_server_moves_no_due_time_and_its_queue_is_in_the_latency()
      throws IOException, InterruptedException {
    try (RawServer server = new RawServer(slow(100))) {
      Summary summary = users(server).run();

      assertThatAllStayed(summary);
      assertThat(errors(summary)).isZero();
      assertThat(summary.messages().blocked()).isZero();
      assertThat(summary.messages().sent()).isPositive().isEqualTo(summary.messages().intended());
      assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent());
      // The k-th answer of a user takes k x 100 ms at least, and was due k x 50 ms ago.
      long ofOneUser = summary.messages().sent() / USERS;
      assertThat(summary.latencyMicros().get("ack").max()).isGreaterThan(ofOneUser * 49_000);
    }
  }

  @Test
  void closed_loop_goes_on_after_a_request_that_was_given_up()
      throws IOException, InterruptedException {
    try (RawServer server = new RawServer(spoiling(1, RawServer.Peer::awaitEnd))) {
      Summary summary =
          users(server).set("message.arrivals", "closed").set("http.timeout", "150ms").run();

      assertThatAllStayed(summary);
      long timeouts = summary.requests().errors().get("timeout");
      assertThat(timeouts).isGreaterThan(USERS).isEqualTo(errors(summary));
      assertThat(summary.messages().sent()).isBetween(timeouts, timeouts + USERS);
      assertThat(summary.messages().acked()).isZero();
    }
  }

  @Test
  void status_of_an_error_is_an_answer_and_a_refusal() throws IOException, InterruptedException {
    try (RawServer server = new RawServer(spoiling(2, peer -> peer.write(answer(500, "no"))))) {
      Summary summary = users(server).run();

      assertThatAllStayed(summary);
      assertThat(summary.requests().errors().get("status")).isPositive().isEqualTo(errors(summary));
      assertThat(summary.messages().refused()).isEqualTo(errors(summary));
      assertThat(summary.requests().answered()).isEqualTo(summary.requests().made());
    }
  }

  @Test
  void answer_that_the_session_can_not_read_is_counted_and_the_connection_goes_on()
      throws IOException, InterruptedException {
    try (RawServer server = new RawServer(spoiling(2, peer -> peer.write(answer(200, "?"))))) {
      Summary summary = users(server).run();

      assertThatAllStayed(summary);
      assertThat(summary.anomalies().get("framesMalformed"))
          .isPositive()
          .isLessThanOrEqualTo(summary.messages().unacked());
      assertThat(server.peers).hasSize(USERS);
    }
  }

  @Test
  void server_that_closes_after_each_answer_costs_connects_and_is_warned_of()
      throws IOException, InterruptedException {
    try (RawServer server = new RawServer(RawServer.answering(answer(200, "ok")))) {
      // Time for the close after the login, on a slow machine as well.
      Summary summary = users(server).set("message.interval", "200ms").run();

      assertThatAllStayed(summary);
      assertThat(errors(summary)).isZero();
      assertThat(summary.messages().acked()).isPositive().isEqualTo(summary.messages().sent());
      assertThat(server.requests()).hasSize((int) (USERS + summary.messages().sent()));
      assertThat(summary.requests().closesUnannounced())
          .isGreaterThanOrEqualTo(summary.messages().acked());
      assertThat(summary.warnings())
          .anyMatch(line -> line.contains("connections between requests and had not announced it"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "302, login-rejected, login answered with code 302 a redirect to /in",
    "401, login-rejected, login answered with code 401",
    "0,   reset,          ",
  })
  void login_that_fails_is_the_end_of_its_user(int status, String cause, String detail)
      throws IOException, InterruptedException {
    RawServer.Script script =
        peer -> {
          peer.request();
          if (status == 0) {
            peer.reset();
          } else {
            peer.write(answer(status, "no").replace("X\r\n", "X\r\nLocation: /in\r\n"));
          }
        };
    try (RawServer server = new RawServer(script)) {
      Summary summary = users(server).run();

      assertThat(summary.users().loggedIn()).isZero();
      assertThat(summary.connections().deaths())
          .singleElement()
          .satisfies(
              death -> {
                assertThat(death.phase()).isEqualTo(Death.Phase.LOGIN);
                assertThat(death.cause()).isEqualTo(cause);
                assertThat(death.count()).isEqualTo(USERS);
              });
      assertThat(Files.readString(folder.resolve("machine-0/shard-0/deaths.jsonl")))
          .contains(detail == null ? "" : detail.replace("302 a", "302, a"));
    }
  }

  @Test
  void requests_beside_the_connection_share_a_few_connections()
      throws IOException, InterruptedException {
    try (RawServer server = new RawServer(spoiling(Integer.MAX_VALUE, peer -> {}));
        RawServer lane = new RawServer(spoiling(2, peer -> peer.write(answer(500, "no"))))) {
      Summary summary =
          users(server)
              .set("codec.template.lane-port", String.valueOf(lane.port()))
              .set("http.lane-connections", "1")
              .run();

      assertThatAllStayed(summary);
      assertThat(server.requests()).hasSize(USERS);
      long failed = summary.requests().errors().get("status");
      assertThat(failed).isPositive();
      assertThat(lane.requests()).hasSize((int) (long) summary.messages().sent());
      assertThat(summary.messages().refused()).isEqualTo(failed);
      // One for each event loop.
      assertThat(lane.peers).hasSize(2);
    }
  }
}
