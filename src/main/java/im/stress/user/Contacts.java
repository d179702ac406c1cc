package im.stress.user;

import im.stress.config.MessageSettings;
import java.util.stream.IntStream;

/**
 * Who writes to whom among the users of one process, indices {@code first … first+count-1}.
 * Immutable, safe on any thread.
 */
final class Contacts {
  private final MessageSettings.Contacts settings;
  private final int first;
  private final int count;

  Contacts(MessageSettings.Contacts settings, int first, int count) {
    this.settings = settings;
    this.first = first;
    this.count = count;
  }

  /** How many contacts each user has; 0 when there is nobody else. */
  int perUser() {
    return count < 2 ? 0 : Math.min(settings.count(), count - 1);
  }

  /** The contact of a user at a position, 0 to {@link #perUser} - 1. */
  int contact(int user, int position) {
    int local = user - first;
    boolean lastOfOdd = local == count - 1 && (count & 1) == 1;
    return switch (settings.kind()) {
      // The last one of an odd number has no partner: it writes to user 0 of the process.
      case PAIR -> lastOfOdd ? first : first + (local ^ 1);
      case RING, FRIENDS -> first + (local + 1 + position) % count;
    };
  }

  /** All users who have this one among their contacts. */
  int[] writersTo(int user) {
    int local = user - first;
    IntStream possible =
        switch (settings.kind()) {
          case PAIR -> IntStream.of(local ^ 1, count - 1).distinct();
          case RING, FRIENDS ->
              IntStream.range(0, perUser()).map(i -> Math.floorMod(local - 1 - i, count));
        };
    return possible
        .filter(writer -> writer < count)
        .map(writer -> first + writer)
        .filter(writer -> position(writer, user) >= 0)
        .toArray();
  }

  /** Where {@code other} stands among the contacts of {@code user}; -1 = it is none of them. */
  int position(int user, int other) {
    for (int position = 0; position < perUser(); position++) {
      if (contact(user, position) == other) {
        return position;
      }
    }
    return -1;
  }
}
