package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Cause;
import im.stress.model.Death;
import im.stress.model.DeathTally;
import im.stress.model.Intervals;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeathNamingTest {

  private static final long[] SPREAD = {40_000, 55_000, 70_000, 99_000};

  @TempDir Path runDir;

  private List<Long> heartbeatMicros = List.of(10_000_000L, 35_000_000L);

  private Summary.Death death(String cause, long[] sinceSent, long[] age) throws IOException {
    return death(Death.Phase.ONLINE, cause, sinceSent, age);
  }

  private Summary.Death death(Death.Phase phase, String cause, long[] sinceSent, long[] age)
      throws IOException {
    new ShardFolder(runDir, 0, 0)
        .intervals(new Intervals(List.of(), List.of(), heartbeatMicros))
        .died(phase, cause, -1, "", sinceSent, age)
        .write();
    List<Summary.Death> deaths =
        Runs.report(runDir, TestSettings.of()).summary().connections().deaths();
    assertThat(deaths).hasSize(1);
    return deaths.get(0);
  }

  private static long[] around(long center) {
    return LongStream.of(-100, -20, 0, 100).map(offset -> center + offset).toArray();
  }

  @Test
  void closes_a_constant_time_after_our_last_frame_are_an_idle_timeout() throws IOException {
    Summary.Death death = death("closed-by-server", around(30_000), SPREAD);
    assertThat(death.cause()).isEqualTo("idle-timeout-by-server");
    assertThat(death.advice())
        .isEqualTo(
            "closed 30.0 s after our last frame; heartbeat interval is 10 s or 35 s: "
                + "send heartbeats more often than the server's idle timeout");
  }

  @Test
  void interval_of_an_older_version_is_that_of_the_settings() throws IOException {
    heartbeatMicros = List.of();
    assertThat(death("closed-by-server", around(20_000), SPREAD).advice())
        .startsWith("closed 20.0 s after our last frame; heartbeat interval is 30 s: ");
  }

  @Test
  void close_code_does_not_hide_an_idle_timeout() throws IOException {
    assertThat(death("close-1001", around(30_000), SPREAD).cause())
        .isEqualTo("idle-timeout-by-server");
  }

  @Test
  void users_who_never_sent_anything_were_idle_as_long_as_they_lived() throws IOException {
    assertThat(death("closed-by-server", around(30_000), around(30_050)).cause())
        .isEqualTo("idle-timeout-by-server");
  }

  @Test
  void closes_at_a_constant_age_are_not_an_idle_timeout() throws IOException {
    assertThat(death("close-1011", new long[] {1000, 2500, 4000, 5000}, around(10_000)).cause())
        .isEqualTo("close-1011");
  }

  @Test
  void both_constant_but_different_is_not_an_idle_timeout() throws IOException {
    assertThat(death("closed-by-server", around(5_000), around(60_000)).cause())
        .isEqualTo("closed-by-server");
  }

  @Test
  void two_closes_are_no_evidence() throws IOException {
    assertThat(
            death("closed-by-server", new long[] {30_000, 30_001}, new long[] {1, 90_000}).cause())
        .isEqualTo("closed-by-server");
  }

  @Test
  void closes_right_after_our_frame_are_an_answer_to_it() throws IOException {
    assertThat(death("closed-by-server", new long[] {3, 5, 8, 9}, SPREAD).cause())
        .isEqualTo("closed-by-server");
  }

  @Test
  void reset_and_other_phases_keep_their_name() throws IOException {
    assertThat(death("reset", around(30_000), SPREAD).cause()).isEqualTo("reset");
    assertThat(death(Death.Phase.LOGIN, "closed-by-server", around(30_000), SPREAD).cause())
        .isEqualTo("closed-by-server");
  }

  @Test
  void a_close_in_place_of_an_answer_is_advised_as_a_refusal() throws IOException {
    long[] atOnce = {1, 2, 3, 4};

    assertThat(death(Death.Phase.CONNECT, "closed-by-server", atOnce, atOnce).advice())
        .contains("in place of an answer to the upgrade: check TEST_TOKEN");
    assertThat(advice("closed-by-server")).doesNotContain("TEST_TOKEN");
  }

  @Test
  void every_cause_has_advice_of_its_own() {
    List<String> names = Arrays.stream(Cause.values()).map(DeathNamingTest::nameOf).toList();

    for (String name : names) {
      assertThat(advice(name)).as(name).isNotNull().doesNotStartWith("not a known cause");
    }
    assertThat(names.stream().map(DeathNamingTest::advice)).doesNotHaveDuplicates();
    assertThat(advice("something-new")).startsWith("not a known cause");
  }

  /** Of a family, the name of a member. */
  private static String nameOf(Cause cause) {
    return cause.key().endsWith("-") ? cause.with("418") : cause.key();
  }

  @Test
  void known_codes_have_advice_of_their_own() {
    assertDistinctAdvice(
        "close-", 1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1011, 1012);
    assertDistinctAdvice("handshake-status-", 401, 403, 404, 429, 502, 503, 504);
  }

  private static void assertDistinctAdvice(String family, int... codes) {
    assertThat(Arrays.stream(codes).mapToObj(code -> advice(family + code)))
        .doesNotHaveDuplicates();
  }

  private static String advice(String cause) {
    Death.Kind kind = new Death.Kind(Death.Phase.ONLINE, cause, -1, "");
    return DeathAdvice.of(
        new DeathTally(kind, 1, 0, 0, ShardFolder.histogram(), ShardFolder.histogram()),
        cause,
        List.of(30_000_000L));
  }
}
