package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsersTest {
  private final ServerContext server = ServerContext.of(TestServer.settings(Duration.ZERO));
  private final Chance chance = new Chance(Faults.parse(List.of()), 1, "test");
  private final Users users = new Users(2, chance);
  private final Session a = new Session(server, null);
  private final Session b = new Session(server, null);
  private final Session c = new Session(server, null);

  @Test
  void one_beyond_the_limit_is_refused_until_somebody_leaves() {
    assertThat(users.enter("a", a).accepted()).isTrue();
    assertThat(users.enter("b", b).accepted()).isTrue();
    assertThat(users.enter("c", c).accepted()).isFalse();
    users.leave("a", a);
    assertThat(users.enter("c", c).accepted()).isTrue();
    assertThat(users.find("a")).isEmpty();
    assertThat(users.find("c")).containsSame(c);
  }

  @Test
  void who_comes_again_replaces_the_older_session_even_when_full() {
    users.enter("a", a);
    users.enter("b", b);
    assertThat(users.enter("a", c)).isEqualTo(new Users.Entry(true, Optional.of(a)));
    users.leave("a", a);
    assertThat(users.find("a")).containsSame(c);
  }

  @Test
  void somebody_else_is_neither_sender_nor_recipient() {
    Users many = new Users(10, chance);
    many.enter("a", a);
    many.enter("b", b);
    assertThat(many.anyBut(a, b, chance)).isEmpty();
    many.enter("c", c);
    for (int i = 0; i < 20; i++) {
      assertThat(many.anyBut(a, b, chance)).containsSame(c);
      assertThat(many.anyBut(c, b, chance)).containsSame(a);
    }
    many.leave("a", a);
    assertThat(many.anyBut(c, b, chance)).isEmpty();
  }
}
