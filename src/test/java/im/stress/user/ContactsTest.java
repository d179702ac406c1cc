package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.MessageSettings;
import im.stress.config.MessageSettings.Contacts.Kind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactsTest {
  private static Contacts contacts(Kind kind, int perUser, int first, int count) {
    return new Contacts(new MessageSettings.Contacts(kind, perUser), first, count);
  }

  @Test
  void a_ring_writes_to_the_next_and_the_last_to_the_first() {
    Contacts ring = contacts(Kind.RING, 1, 100, 3);

    assertThat(ring.contact(100, 0)).isEqualTo(101);
    assertThat(ring.contact(102, 0)).isEqualTo(100);
  }

  @Test
  void a_pair_writes_to_each_other() {
    Contacts pair = contacts(Kind.PAIR, 1, 10, 4);

    assertThat(pair.contact(10, 0)).isEqualTo(11);
    assertThat(pair.contact(11, 0)).isEqualTo(10);
    assertThat(pair.contact(12, 0)).isEqualTo(13);
  }

  @Test
  void the_last_of_an_odd_number_of_pairs_writes_to_the_first() {
    assertThat(contacts(Kind.PAIR, 1, 10, 3).contact(12, 0)).isEqualTo(10);
  }

  @Test
  void friends_are_the_next_ones_never_oneself() {
    Contacts friends = contacts(Kind.FRIENDS, 5, 0, 4);

    assertThat(friends.perUser()).isEqualTo(3);
    for (int user = 0; user < 4; user++) {
      for (int position = 0; position < 3; position++) {
        assertThat(friends.contact(user, position)).isNotEqualTo(user);
        assertThat(friends.position(user, friends.contact(user, position))).isEqualTo(position);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PAIR,1,4",
    "PAIR,1,5",
    "PAIR,1,2",
    "RING,1,3",
    "RING,1,1",
    "FRIENDS,3,7",
    "FRIENDS,9,4"
  })
  void the_writers_to_a_user_are_those_who_have_it_as_a_contact(Kind kind, int perUser, int count) {
    Contacts contacts = contacts(kind, perUser, 100, count);

    for (int user = 100; user < 100 + count; user++) {
      int to = user;
      assertThat(contacts.writersTo(user))
          .containsExactlyInAnyOrder(
              IntStream.range(100, 100 + count)
                  .filter(from -> contacts.position(from, to) >= 0)
                  .toArray());
    }
  }

  @Test
  void who_is_alone_has_no_contact() {
    assertThat(contacts(Kind.RING, 1, 0, 1).perUser()).isZero();
  }

  @Test
  void a_stranger_has_no_position() {
    assertThat(contacts(Kind.RING, 1, 0, 9).position(0, 5)).isEqualTo(-1);
  }
}
