package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Counter;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests of HTTP, from the counters to the page. */
class RequestFiguresTest {
  @TempDir Path runDir;
  private ShardFolder shard;

  @BeforeEach
  void begin() {
    shard =
        Runs.good(runDir).count(Counter.REQUESTS, 2_500).count(Counter.REQUESTS_ANSWERED, 2_500);
  }

  private Summary report() throws IOException {
    shard.write();
    return Runs.report(runDir, TestSettings.of()).summary();
  }

  @Test
  void requests_that_all_went_well_are_no_alarm() throws IOException {
    Summary summary = report();

    assertThat(summary.requests().errors().values()).containsOnly(0L);
    assertThat(KeyFigures.of(summary))
        .contains(KeyFigures.Line.calm("Requests answered", "2,500", "of 2,500"));
  }

  @Test
  void errors_are_told_by_kind() throws IOException {
    shard
        .count(Counter.REQUESTS_ANSWERED, 2_490)
        .count(Counter.REQUESTS_ERROR_STATUS, 5)
        .count(Counter.REQUESTS_FAILED_CONNECT, 4)
        .count(Counter.REQUESTS_FAILED_WRITE, 1)
        .count(Counter.REQUESTS_FAILED_READ, 2)
        .count(Counter.REQUESTS_FAILED_TIMEOUT, 3);
    Summary.Requests requests = report().requests();

    assertThat(requests.made()).isEqualTo(2_500);
    assertThat(requests.answered()).isEqualTo(2_490);
    assertThat(requests.errors())
        .containsEntry("connect", 4L)
        .containsEntry("write", 1L)
        .containsEntry("read", 2L)
        .containsEntry("timeout", 3L)
        .containsEntry("status", 5L);
    assertThat(runDir.resolve("index.html"))
        .content()
        .contains("Requests answered", "errors: connect 4, write 1, read 2, timeout 3, status 5");
    assertThat(runDir.resolve("summary.md")).content().contains("Requests answered", "2,490");
  }

  @Test
  void what_was_not_sent_is_told_and_not_counted_as_sent() throws IOException {
    shard.count(Counter.MESSAGES_NOT_SENT, 400).count(Counter.MESSAGES_ACKED, 2_000);
    Summary summary = report();

    assertThat(summary.messages().sent()).isEqualTo(2_000);
    assertThat(summary.messages().notSent()).isEqualTo(400);
    assertThat(runDir.resolve("index.html"))
        .content()
        .contains("400 not sent as there was no connection");
  }

  @Test
  void polls_that_are_refused_lower_the_success_of_heartbeats() throws IOException {
    shard.count(Counter.HEARTBEATS_ANSWERED, 300).count(Counter.HEARTBEATS_REFUSED, 100);
    Summary summary = report();

    assertThat(summary.heartbeats().refused()).isEqualTo(100);
    assertThat(summary.success().heartbeat()).isEqualTo(0.75);
    assertThat(KeyFigures.of(summary))
        .filteredOn(line -> line.label().equals("Heartbeats answered"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.detail()).contains("100 refused");
              assertThat(line.alarming()).isTrue();
            });
  }
}
