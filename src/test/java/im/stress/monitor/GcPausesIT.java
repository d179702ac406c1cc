package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@Tag("alone")
class GcPausesIT {
  @Test
  void own_collection_is_heard() {
    try (GcPauseListener listener = new GcPauseListener()) {
      System.gc();

      await().until(() -> listener.takePauses().count() > 0);
    }
  }

  @Test
  void nothing_is_heard_after_close() {
    GcPauseListener closed = new GcPauseListener();
    closed.close();
    try (GcPauseListener open = new GcPauseListener()) {
      System.gc();

      await().until(() -> open.takePauses().count() > 0);
      assertThat(closed.takePauses().count()).isZero();
    }
  }

  @Test
  void collection_of_another_jvm_is_measured_once() throws IOException {
    try (ChildTarget child = ChildTarget.listeningOn(0)) {
      GcPauseTotal pauses = GcPauseTotal.ofJvm(child.pid()).orElseThrow();
      child.collectGarbage();

      assertThat(pauses.takeMillis().orElseThrow()).isPositive();
      assertThat(pauses.takeMillis()).hasValue(0);
    }
  }

  @Test
  void process_without_performance_data_has_no_pauses() throws IOException {
    assertThat(GcPauseTotal.ofJvm(Integer.MAX_VALUE)).isEmpty();
  }
}
