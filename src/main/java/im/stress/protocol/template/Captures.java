package im.stress.protocol.template;

import java.util.ArrayList;
import java.util.List;

/** The names of what a login captures, in order; filled while the steps are compiled. */
final class Captures {
  private final List<String> names = new ArrayList<>();

  /** The slot of a name, which from now on may be used. */
  int add(String name) {
    if (!names.contains(name)) {
      names.add(name);
    }
    return names.indexOf(name);
  }

  /**
   * The slot of a value that an earlier step captures.
   *
   * @throws IllegalArgumentException when none does
   */
  int slot(String name) {
    int slot = names.indexOf(name);
    if (slot < 0) {
      throw new IllegalArgumentException(
          "no value ${captured.%s} here; expected what an earlier step of login captures, which is %s"
              .formatted(name, names.isEmpty() ? "nothing" : String.join(", ", names)));
    }
    return slot;
  }

  /** How many there are. */
  int count() {
    return names.size();
  }
}
