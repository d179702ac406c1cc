package im.stress.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerListTest {
  private final LedgerList list = new LedgerList();

  @Test
  void each_message_is_taken_once() {
    list.add(1, 2, 3, 4);
    list.add(5, 6, 7, 8);

    assertThat(list.drain()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(list.drain()).isEmpty();
    list.add(9, 10, 11, 12);
    assertThat(list.drain()).containsExactly(9, 10, 11, 12);
  }

  @Test
  void only_the_first_million_of_a_run_is_kept() {
    for (int message = 0; message < LedgerList.MOST / 2; message++) {
      list.add(0, 0, message, 0);
    }
    int before = list.drain().length;
    for (int message = 0; message < LedgerList.MOST; message++) {
      list.add(0, 0, message, 0);
    }

    assertThat(before + list.drain().length).isEqualTo(LedgerList.MOST * LedgerList.COLUMNS);
  }
}
