package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsersTest {
  private final Service service =
      Service.json(ServerContext.of(TestServer.settings(Duration.ZERO)));
  private final Chance chance = new Chance(Faults.parse(List.of()), 1, "test");
  private final Users users = new Users(2, chance);
  private final Session a = new Session(service, null);
  private final Session b = new Session(service, null);
  private final Session c = new Session(service, null);

  @Test
  void one_beyond_the_limit_is_refused_until_somebody_leaves() {
    assertThat(users.enter("a", a, true).refusal()).isEmpty();
    assertThat(users.enter("b", b, true).refusal()).isEmpty();
    assertThat(users.enter("c", c, true).refusal()).hasValue(Refusal.FULL);
    users.leave("a", a);
    assertThat(users.enter("c", c, true).refusal()).isEmpty();
    assertThat(users.find("a")).isEmpty();
    assertThat(users.find("c")).containsSame(c);
  }

  @Test
  void who_comes_again_replaces_the_older_session_even_when_full() {
    users.enter("a", a, true);
    users.enter("b", b, true);
    assertThat(users.enter("a", c, true))
        .isEqualTo(new Users.Entry(Optional.empty(), Optional.of(a)));
    users.leave("a", a);
    assertThat(users.find("a")).containsSame(c);
  }

  @Test
  void who_comes_again_is_refused_where_the_older_one_stays() {
    users.enter("a", a, false);
    assertThat(users.enter("a", b, false).refusal()).hasValue(Refusal.ALREADY_ONLINE);
    assertThat(users.find("a")).containsSame(a);
  }

  @Test
  void somebody_else_is_none_of_those_who_are_named() {
    Users many = new Users(10, chance);
    many.enter("a", a, true);
    many.enter("b", b, true);
    assertThat(many.anyBut(Set.of(a, b), chance)).isEmpty();
    many.enter("c", c, true);
    for (int i = 0; i < 20; i++) {
      assertThat(many.anyBut(Set.of(a, b), chance)).containsSame(c);
      assertThat(many.anyBut(Set.of(c, b), chance)).containsSame(a);
    }
    many.leave("a", a);
    assertThat(many.anyBut(Set.of(c, b), chance)).isEmpty();
  }
}
