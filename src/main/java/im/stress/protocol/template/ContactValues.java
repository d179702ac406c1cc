package im.stress.protocol.template;

import io.netty.util.collection.IntObjectHashMap;

/** What a login captured of each contact of one user, by its index. Not thread-safe. */
final class ContactValues {
  private static final byte[][] NOTHING = {};

  private final int count;
  private final IntObjectHashMap<byte[][]> byContact;

  /** Nothing is captured yet; {@code count} values will be, of each contact. */
  ContactValues(int count) {
    this.count = count;
    this.byContact = count == 0 ? null : new IntObjectHashMap<>();
  }

  /** Keeps a value. */
  void keep(int contact, int slot, byte[] value) {
    if (!byContact.containsKey(contact)) {
      byContact.put(contact, new byte[count][]);
    }
    byContact.get(contact)[slot] = value;
  }

  /** The values of a contact, by slot; none of anybody else. */
  byte[][] of(int contact) {
    byte[][] values = byContact == null ? null : byContact.get(contact);
    return values == null ? NOTHING : values;
  }
}
