package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Summary;
import im.stress.user.TestUsers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Four users of a preset against the stand-in of its server, from connect to summary, in a second
 * or two: what they tell of a server without faults, and of one that does one thing wrong. They are
 * u0 to u3, in a ring, listed in a CSV file. One object for one run.
 */
final class PresetRun {
  /** The first run of a JVM loads classes while its users log in: it needs more time for them. */
  private static final AtomicBoolean COLD = new AtomicBoolean(true);

  private final Path folder;
  private final StandInServer server;
  private final TestUsers users;
  private final Map<String, UnaryOperator<String>> columns = new LinkedHashMap<>();

  /**
   * Users of this preset.
   *
   * @param folder of the test: for the results and the users file
   */
  PresetRun(Path folder, String preset, StandInServer server) {
    this.folder = folder;
    this.server = server;
    this.users =
        PresetUsers.of(folder, preset, "ws://127.0.0.1:" + server.port())
            .set("ramp-up", "100ms")
            .set("run.grace", "500ms")
            .set("duration", COLD.getAndSet(false) ? "4s" : "1s");
  }

  /** A column of the users file: what each user has there, by its name among the stand-ins'. */
  PresetRun column(String name, UnaryOperator<String> ofUser) {
    columns.put(name, ofUser);
    return this;
  }

  /** Sets {@code im.KEY}. */
  PresetRun set(String key, String value) {
    users.set(key, value);
    return this;
  }

  /** Runs it to the end. */
  Summary run() throws IOException, InterruptedException {
    return listed().run();
  }

  private TestUsers listed() throws IOException {
    if (!columns.isEmpty()) {
      users.set("login.users-file", PresetUsers.file(folder, columns).toString());
    }
    return users;
  }

  /** Runs against a server without faults: users and server count the same, and nothing else. */
  Summary allIsWell() throws IOException, InterruptedException {
    Summary summary = run();
    assertCountsAreTheServers(summary);
    PresetUsers.assertAllIsWell(summary);
    return summary;
  }

  /** Runs against a server that loses its second push: one message is told as lost. */
  Summary lostPushIsTold() throws IOException, InterruptedException {
    server.dropPush(2);
    Summary summary = run();
    assertCountsAreTheServers(summary);
    assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent());
    assertThat(summary.messages().delivered()).isEqualTo(summary.messages().sent() - 1);
    assertThat(summary.messages().lost()).isEqualTo(1);
    return summary;
  }

  /** Runs against a server that refuses the second message: one is told as refused. */
  Summary refusedMessageIsTold() throws IOException, InterruptedException {
    server.errorOnSend(2);
    Summary summary = run();
    assertCountsAreTheServers(summary);
    assertThat(summary.messages().refused()).isEqualTo(1);
    assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent() - 1);
    assertThat(summary.messages().delivered()).isEqualTo(summary.messages().sent() - 1);
    return summary;
  }

  /** Runs against a server that refuses all logins: told with the server's words. */
  void refusedLoginsAreTold(String words) throws IOException, InterruptedException {
    server.refuseLogins(words);
    PresetUsers.noneLogsIn(listed(), "login-rejected", Pattern.quote(words));
    assertThat(server.violations()).isEmpty();
    assertThat(server.logins()).isZero();
  }

  private void assertCountsAreTheServers(Summary summary) {
    assertThat(server.violations()).isEmpty();
    assertThat(server.logins()).isEqualTo(PresetUsers.USERS);
    assertThat(summary.users().loggedIn()).isEqualTo(PresetUsers.USERS);
    assertThat(summary.connections().lost()).isZero();
    assertThat(summary.messages().sent()).isGreaterThan(10).isEqualTo(server.messages());
    assertThat(summary.messages().acked()).isEqualTo(server.acks());
    assertThat(summary.messages().delivered()).isEqualTo(server.pushes());
    assertThat(summary.messages().duplicated()).isZero();
  }
}
