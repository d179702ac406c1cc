package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Death.Phase;
import im.stress.report.Summary;
import im.stress.user.TestUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Four users of a preset against a server of any kind; what {@link PresetRun} is too strict for.
 */
final class PresetUsers {
  static final int USERS = 4;

  private PresetUsers() {}

  /** Users with the ids of the preset, who send a message every 100 ms where it has messages. */
  static TestUsers of(Path folder, String preset, String url) {
    return new TestUsers(folder, 1)
        .set("target.url", url)
        .set("codec.format", preset)
        .set("users", String.valueOf(USERS))
        .set("ramp-up", "200ms")
        .set("duration", "1s")
        .set("message.interval", "100ms");
  }

  /** Users u0 to u3, each with the token that its server knows. */
  static TestUsers listed(Path folder, String preset, String url) throws IOException {
    Map<String, UnaryOperator<String>> columns = new LinkedHashMap<>();
    columns.put("uid", UnaryOperator.identity());
    columns.put("token", StandInUsers::tokenOf);
    return of(folder, preset, url).set("login.users-file", file(folder, columns).toString());
  }

  /** A users file of u0 to u3: what each has in these columns. */
  static Path file(Path folder, Map<String, UnaryOperator<String>> columns) throws IOException {
    String rows =
        IntStream.range(0, USERS)
            .mapToObj(number -> "u" + number)
            .map(uid -> columns.values().stream().map(of -> of.apply(uid)))
            .map(row -> row.collect(Collectors.joining(",")) + "\n")
            .collect(Collectors.joining());
    return Files.writeString(
        folder.resolve("users.csv"), String.join(",", columns.keySet()) + "\n" + rows);
  }

  /**
   * Starts them; the summary is there when they have left. They stay long enough for a test to do
   * something meanwhile: on a busy machine the first logins take most of a second.
   */
  static FutureTask<Summary> started(TestUsers users) {
    FutureTask<Summary> run = new FutureTask<>(users.set("duration", "2s")::run);
    new Thread(run, "preset-users").start();
    return run;
  }

  /** Runs them to the end, and {@link #assertAllIsWell}. */
  static Summary allIsWell(TestUsers users) throws IOException, InterruptedException {
    Summary summary = users.run();
    assertAllIsWell(summary);
    return summary;
  }

  /** All logged in, none was lost, all messages were acknowledged and delivered. */
  static void assertAllIsWell(Summary summary) {
    assertThat(summary.users().loggedIn()).isEqualTo(USERS);
    assertThat(summary.connections().lost()).isZero();
    assertThat(summary.messages().sent()).isGreaterThan(10);
    assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent());
    assertThat(summary.messages().delivered()).isEqualTo(summary.messages().sent());
    assertThat(summary.messages().duplicated()).isZero();
    assertThat(TestUsers.anomalies(summary)).isEmpty();
  }

  /** Runs them until all are gone: each was refused once, for this cause and with these words. */
  static void noneLogsIn(TestUsers users, String cause, String words)
      throws IOException, InterruptedException {
    Summary summary = users.set("duration", "5s").run();
    List<Summary.Death> deaths = summary.connections().deaths();
    assertThat(summary.users().loggedIn()).isZero();
    assertThat(deaths).extracting(Summary.Death::phase).containsOnly(Phase.LOGIN);
    assertThat(deaths).extracting(Summary.Death::cause).containsOnly(cause);
    assertThat(deaths).extracting(Summary.Death::reason).allMatch(told -> told.matches(words));
    assertThat(deaths.stream().mapToLong(Summary.Death::count).sum()).isEqualTo(USERS);
  }

  /** Waits for the end of a run in which one user was told to go, and was the only one lost. */
  static void oneIsKicked(FutureTask<Summary> run) throws ExecutionException, InterruptedException {
    Summary summary = run.get();
    assertThat(summary.connections().lost()).isEqualTo(1);
    assertThat(summary.connections().deaths()).hasSize(1);
    Summary.Death death = summary.connections().deaths().get(0);
    assertThat(death.phase()).isEqualTo(Phase.ONLINE);
    assertThat(death.cause()).isEqualTo("kicked");
  }
}
