package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Death.Phase;
import im.stress.report.Summary;
import im.stress.standin.ChatServerForkStandIn.Dialect;
import im.stress.user.TestUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Users with the presets {@code chat-server-toid} and {@code chat-server-msgid} against {@link
 * ChatServerForkStandIn}, which ends the connection where one read brings two messages.
 */
@Timeout(60)
class ChatServerForksIT {
  private static final int USERS = 4;
  private static final int FIRST = 1007;

  @TempDir Path folder;

  private TestUsers users(ChatServerForkStandIn server, String preset) throws IOException {
    return users(server, preset, folder);
  }

  private TestUsers users(ChatServerForkStandIn server, String preset, Path results)
      throws IOException {
    Path accounts = folder.resolve("accounts.csv");
    Files.writeString(
        accounts,
        IntStream.range(FIRST, FIRST + USERS)
            .mapToObj(id -> "%d,token-of-%1$d\n".formatted(id))
            .collect(Collectors.joining("", "uid,token\n", "")));
    return new TestUsers(Files.createDirectories(results), server.port())
        .set("target.url", "tcp://127.0.0.1:" + server.port())
        .set("codec.format", preset)
        .set("login.users-file", accounts.toString())
        .set("users", String.valueOf(USERS))
        .set("ramp-up", "200ms")
        .set("duration", "1s")
        .set("message.interval", "100ms");
  }

  private void assertAllIsWell(ChatServerForkStandIn server, TestUsers users) throws Exception {
    Summary summary = users.run();

    assertThat(server.violations()).isEmpty();
    assertThat(server.logins()).isEqualTo(USERS);
    assertThat(summary.users().loggedIn()).isEqualTo(USERS);
    assertThat(summary.connections().lost()).isZero();
    assertThat(summary.messages().sent()).isEqualTo(server.messages()).isGreaterThan(10);
    assertThat(summary.messages().delivered())
        .isEqualTo(server.pushes())
        .isEqualTo(summary.messages().sent());
    assertThat(TestUsers.anomalies(summary)).isEmpty();
  }

  @Test
  void users_of_most_forks_and_server_count_the_same() throws Exception {
    try (ChatServerForkStandIn server = ChatServerForkStandIn.start(Dialect.TOID)) {
      assertAllIsWell(server, users(server, "chat-server-toid"));
    }
  }

  @Test
  void forks_that_read_the_recipient_elsewhere_are_an_option() throws Exception {
    try (ChatServerForkStandIn server = ChatServerForkStandIn.start(Dialect.TO)) {
      assertAllIsWell(
          server, users(server, "chat-server-toid").set("codec.template.options.recipient", "to"));
    }
  }

  @Test
  void users_of_forks_with_other_capitals_and_server_count_the_same() throws Exception {
    try (ChatServerForkStandIn server = ChatServerForkStandIn.start(Dialect.MSG_ID)) {
      assertAllIsWell(server, users(server, "chat-server-msgid"));
    }
  }

  @Test
  void lost_push_is_told() throws Exception {
    try (ChatServerForkStandIn server = ChatServerForkStandIn.start(Dialect.TOID)) {
      server.dropPush(2);
      Summary summary = users(server, "chat-server-toid").run();

      assertThat(server.violations()).isEmpty();
      assertThat(summary.messages().lost()).isEqualTo(1);
      assertThat(summary.messages().delivered()).isEqualTo(server.pushes());
    }
  }

  /** They log out: some forks refuse the next login of a user who only closes its connection. */
  @Test
  void users_may_come_again() throws Exception {
    try (ChatServerForkStandIn server = ChatServerForkStandIn.start(Dialect.MSG_ID)) {
      server.forgetDisconnects();
      for (int run = 1; run <= 2; run++) {
        Summary summary = users(server, "chat-server-msgid", folder.resolve("run" + run)).run();
        assertThat(summary.users().loggedIn()).isEqualTo(USERS);
      }
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void refused_logins_are_told() throws Exception {
    try (ChatServerForkStandIn server = ChatServerForkStandIn.start(Dialect.MSG_ID)) {
      server.refuseLogins("");
      Summary summary = users(server, "chat-server-msgid").run();

      assertThat(server.violations()).isEmpty();
      assertThat(summary.users().loggedIn()).isZero();
      Summary.Death death = summary.connections().deaths().get(0);
      assertThat(death.phase()).isEqualTo(Phase.LOGIN);
      assertThat(death.cause()).isEqualTo("login-rejected");
      assertThat(death.reason()).isEqualTo("id or password is wrong");
      assertThat(death.count()).isEqualTo(USERS);
    }
  }

  @Test
  void members_of_a_group_hear_each_other() throws Exception {
    try (ChatServerForkStandIn server = ChatServerForkStandIn.start(Dialect.TOID)) {
      Summary summary =
          users(server, "chat-server-toid")
              .set("message.interval", "0")
              .set("duration", "3s")
              .set("groups.size", "4")
              .set("groups.interval", "200ms")
              .run();

      assertThat(server.violations()).isEmpty();
      assertThat(summary.groups().sent()).isEqualTo(server.messages()).isPositive();
      assertThat(summary.groups().delivered()).isEqualTo(server.pushes()).isPositive();
    }
  }
}
