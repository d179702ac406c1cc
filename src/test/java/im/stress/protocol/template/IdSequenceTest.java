package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdSequenceTest {
  private static final long NO_END = Long.MAX_VALUE;

  @Test
  void numbers_go_on_from_the_first() {
    IdSequence ids = new IdSequence(100, NO_END);

    assertThat(ids.number(0)).isEqualTo(100);
    assertThat(ids.number(5_000_000_000L)).isEqualTo(5_000_000_100L);
    assertThat(ids.position(103, 7)).isEqualTo(3);
    assertThat(ids.position(99, 7)).isNegative();
    assertThat(ids.position(IdSequence.NO_NUMBER, 7)).isNegative();
    assertThat(new IdSequence(-5, NO_END).position(-4, 7)).isEqualTo(1);
  }

  @Test
  void after_the_largest_number_of_the_width_comes_0() {
    IdSequence ids = new IdSequence(254, 255);

    assertThat(ids.number(1)).isEqualTo(255);
    assertThat(ids.number(2)).isZero();
    assertThat(ids.number(258)).isZero();
  }

  @Test
  void a_number_that_came_again_is_that_of_the_latest_message() {
    IdSequence ids = new IdSequence(254, 255);

    assertThat(ids.position(0, 300)).isEqualTo(258);
    assertThat(ids.position(254, 300)).isEqualTo(256);
    assertThat(ids.position(255, 256)).isEqualTo(1);
    assertThat(ids.position(254, 256)).isEqualTo(256);
  }

  @Test
  void a_number_of_no_message_has_no_position() {
    IdSequence ids = new IdSequence(254, 255);

    assertThat(ids.position(3, 2)).isNegative();
    assertThat(ids.position(256, 300)).isNegative();
    assertThat(ids.position(-1, 300)).isNegative();
    assertThat(ids.position(IdSequence.NO_NUMBER, 300)).isNegative();
  }
}
