package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HttpServiceTest {
  @Test
  void there_is_a_room_for_each_user_who_may_register() {
    assertThat(HttpService.maxRooms(12_000)).isEqualTo(12_000);
    assertThat(HttpService.maxRooms(10)).isEqualTo(10_000);
  }
}
