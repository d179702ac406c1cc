package im.stress.protocol.template;

import java.util.ArrayList;
import java.util.List;

/**
 * The names of what a login captures, in order, of the user and of each contact; filled while the
 * steps are compiled.
 */
final class Captures {
  /** Before the name of a value that was captured of a contact. */
  static final String OF_CONTACT = "captured.";

  private final List<String> names = new ArrayList<>();
  private final List<String> namesOfContacts = new ArrayList<>();

  /** The slot of a name, which from now on may be used. */
  int add(String name, boolean ofContact) {
    List<String> all = ofContact ? namesOfContacts : names;
    if (!all.contains(name)) {
      all.add(name);
    }
    return all.indexOf(name);
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

  /**
   * The slot of a value that an earlier step captures of each contact.
   *
   * @throws IllegalArgumentException when none does
   */
  int slotOfContact(String name) {
    int slot = namesOfContacts.indexOf(name);
    if (slot < 0) {
      throw new IllegalArgumentException(
          "no value of a contact %s%s here; expected what a step with for-each captures, which is %s"
              .formatted(
                  OF_CONTACT,
                  name,
                  namesOfContacts.isEmpty() ? "nothing" : String.join(", ", namesOfContacts)));
    }
    return slot;
  }

  /** How many there are of the user. */
  int count() {
    return names.size();
  }

  /** How many there are of each contact. */
  int countOfContact() {
    return namesOfContacts.size();
  }
}
