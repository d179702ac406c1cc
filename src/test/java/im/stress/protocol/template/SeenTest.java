package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenTest {
  private final Seen seen = new Seen(20);

  private List<Integer> read(int... times) {
    List<Integer> news = new ArrayList<>();
    seen.begin();
    for (int time : times) {
      if (seen.isNew(time, "message of " + time)) {
        news.add(time);
      }
    }
    seen.end();
    return news;
  }

  @Test
  void polls_begin_at_the_start_and_never_before_it() {
    assertThat(seen.since()).isZero();
    read(7);
    assertThat(seen.since()).isZero();
    read(50);
    assertThat(seen.since()).isEqualTo(30);
  }

  @Test
  void what_was_seen_is_known_by_time_and_content() {
    read(100);
    seen.begin();

    assertThat(seen.isNew(100, "message of 100")).isFalse();
    assertThat(seen.isNew(100, "another")).isTrue();
    assertThat(seen.isNew(101, "message of 100")).isTrue();
  }

  @Test
  void an_older_poll_that_is_still_under_way_lists_what_it_asked_for() {
    read(100);
    seen.asks(1);
    read(130, 200);
    seen.asks(2);

    assertThat(read(100, 130, 200)).isEmpty();
    assertThat(read(100, 200)).isEmpty();
    seen.isAnswered(1);
    assertThat(read(200)).isEmpty();
    assertThat(read(130)).containsExactly(130);
  }

  @Test
  void the_end_of_a_connection_ends_the_wait_for_its_polls() {
    read(100);
    seen.asks(1);
    seen.nothingIsAsked();
    read(200);

    assertThat(read(130)).as("asked for by nobody, so not remembered").containsExactly(130);
    assertThat(read(130)).containsExactly(130);
  }

  @Test
  void a_long_listing_is_told_once_and_then_forgotten_but_for_its_end() {
    int[] many = new int[10_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = i + 1;
    }

    assertThat(read(many)).hasSize(many.length);
    assertThat(read(9_980)).containsExactly(9_980);
    assertThat(read(9_981, 10_000)).isEmpty();
  }
}
