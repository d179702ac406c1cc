package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.report.Summary;
import im.stress.user.TestUsers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users of the preset {@code socketio} against a real Socket.IO server. */
@Timeout(60)
class SocketIoIT {
  /** Short, so that each user has to answer some. */
  private static final int PING_MILLIS = 200;

  @TempDir Path folder;
  private final SocketIoServer server = SocketIoServer.start(PING_MILLIS);

  @AfterEach
  void stop() {
    server.close();
  }

  private TestUsers users() throws IOException {
    return PresetUsers.listed(folder, "socketio", "ws://127.0.0.1:" + server.port());
  }

  @Test
  void users_and_server_count_the_same() throws Exception {
    Summary summary = PresetUsers.allIsWell(users());

    assertThat(server.logins()).isEqualTo(PresetUsers.USERS);
    assertThat(summary.messages().sent()).isEqualTo(server.messages()).isEqualTo(server.pushes());
    await().until(() -> server.pushAcks() == server.pushes() / 2);
    assertThat(server.heartbeatsAnswered()).isGreaterThan(PresetUsers.USERS);
  }

  @Test
  void a_refused_login_is_told_with_the_servers_words() throws Exception {
    TestUsers users = PresetUsers.of(folder, "socketio", "ws://127.0.0.1:" + server.port());

    PresetUsers.noneLogsIn(users, "login-rejected", "wrong token");

    assertThat(server.refusals()).isEqualTo(PresetUsers.USERS);
  }

  @Test
  void a_kick_is_told() throws Exception {
    FutureTask<Summary> run = PresetUsers.started(users());
    // More than three users send in 300 ms: the first one knows by then that it is online.
    await().until(() -> server.messages() > 3 * (PresetUsers.USERS - 1));

    server.kick("u0");

    PresetUsers.oneIsKicked(run);
  }
}
