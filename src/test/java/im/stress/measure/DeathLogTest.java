package im.stress.measure;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Death;
import im.stress.model.DeathTally;
import org.junit.jupiter.api.Test;

class DeathLogTest {
  private final DeathLog log = new DeathLog();

  private static Death failedRequest(String reason) {
    Death.Kind kind = new Death.Kind(Death.Phase.REQUEST, "request-timeout", -1, reason);
    return new Death(1, "u", kind, 1, 1, 1, "");
  }

  private static Death death(String reason) {
    Death.Kind kind = new Death.Kind(Death.Phase.ONLINE, "close-4000", 4_000, reason);
    return new Death(1, "u", kind, 1, 1, 1, "");
  }

  @Test
  void a_server_that_gives_each_close_its_own_reason_does_not_fill_the_memory() {
    for (int i = 0; i < 5_000; i++) {
      log.add(death("id " + i));
    }

    assertThat(log.tallies()).hasSize(DeathLog.MAX_KINDS + 1);
    assertThat(log.tallies().stream().mapToLong(DeathTally::count).sum()).isEqualTo(5_000);
  }

  @Test
  void a_server_that_makes_up_codes_does_not_fill_the_memory() {
    for (int code = 1; code <= 5_000; code++) {
      Death.Kind kind = new Death.Kind(Death.Phase.CONNECT, "handshake-status-" + code, -1, "");
      log.add(new Death(1, "u", kind, 1, 1, 1, ""));
    }

    assertThat(log.tallies()).hasSize(2 * DeathLog.MAX_KINDS + 1);
    assertThat(log.tallies().stream().mapToLong(DeathTally::count).sum()).isEqualTo(5_000);
  }

  @Test
  void failed_requests_push_no_lost_connection_out() {
    for (int i = 0; i < DeathLog.MAX_RECORDS + 5; i++) {
      log.add(failedRequest("id " + i));
    }
    log.add(death("first"));
    log.add(death("second"));

    assertThat(log.drain())
        .hasSize(DeathLog.MAX_RECORDS + 2)
        .endsWith(death("first"), death("second"));
    assertThat(log.tallies().stream().map(DeathTally::kind))
        .startsWith(death("first").kind(), death("second").kind())
        .hasSize(2 + DeathLog.MAX_KINDS + 1);
  }

  @Test
  void only_the_first_records_are_kept_whole_but_all_are_counted() {
    for (int i = 0; i < DeathLog.MAX_RECORDS + 5; i++) {
      log.add(death("same"));
    }

    assertThat(log.drain()).hasSize(DeathLog.MAX_RECORDS);
    assertThat(log.tallies().get(0).count()).isEqualTo(DeathLog.MAX_RECORDS + 5);
  }
}
