package im.stress.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.measure.OperationLog;
import im.stress.model.Metric;
import org.junit.jupiter.api.Test;

/** The names under which Gatling's report shows what is measured. */
class GatlingLogTest {
  private final KeptCalls kept = new KeptCalls();
  private final GatlingLog log = new GatlingLog();

  private static void twoOperations(OperationLog to) {
    to.answered(Metric.ACK, 1, 3);
    to.failed(Metric.DELIVERY, 2, 2, "lost");
  }

  @Test
  void operations_have_their_names_alone_where_users_are_of_one_kind() {
    log.attach(kept);
    twoOperations(log);

    assertThat(kept.calls).containsExactly("message ack 1-3 OK", "message delivery 2-2 KO lost");
  }

  @Test
  void operations_of_a_population_stand_below_its_name() {
    OperationLog writers = log.ofPopulation("writers");
    log.attach(kept);
    twoOperations(writers);
    writers.connectionLost("online", "reset");

    assertThat(kept.calls)
        .containsExactly(
            "writers / message ack 1-3 OK",
            "writers / message delivery 2-2 KO lost",
            "crash connection lost online: reset");
  }

  @Test
  void nothing_is_written_before_and_after_the_run() {
    OperationLog writers = log.ofPopulation("writers");
    twoOperations(writers);
    log.attach(kept);
    log.detach();
    twoOperations(writers);
    twoOperations(log);

    assertThat(kept.calls).isEmpty();
  }
}
