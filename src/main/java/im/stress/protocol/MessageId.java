package im.stress.protocol;

import io.netty.buffer.ByteBuf;
import java.util.Locale;

/**
 * The id under which a message travels: run key, user index and message number, 8 lower-case hex
 * digits each. Unique over all machines of a run. Safe on any thread.
 */
public final class MessageId {
  /** Length in bytes, and in characters. */
  public static final int LENGTH = 24;

  /** Stands for the user and the number of an id that is not of this run. */
  public static final int FOREIGN = -1;

  private static final int DIGITS = 8;

  private MessageId() {}

  /** The id as it stands on the wire: what to look for in a server's log. */
  public static String text(int runKey, int user, int number) {
    return String.format(Locale.ROOT, "%08x%08x%08x", runKey, user, number);
  }

  /** Appends an id, {@link #LENGTH} bytes. */
  public static void write(int runKey, int user, int number, ByteBuf out) {
    Hex.write(runKey, DIGITS, out);
    Hex.write(user, DIGITS, out);
    Hex.write(number, DIGITS, out);
  }

  /**
   * Reads an id.
   *
   * @return user and number in one, to be taken apart by {@link #user} and {@link #number}; both
   *     are {@link #FOREIGN} when the id is not of this run
   */
  public static long read(CharSequence id, int runKey) {
    if (id.length() != LENGTH) {
      return FOREIGN;
    }
    long key = Hex.read(id, 0, DIGITS);
    int user = (int) Hex.read(id, DIGITS, DIGITS);
    int number = (int) Hex.read(id, 2 * DIGITS, DIGITS);
    boolean ours = key >= 0 && (int) key == runKey && user >= 0 && number >= 0;
    return ours ? (long) user << 32 | number : FOREIGN;
  }

  /** Index of the sender in what {@link #read} returned. */
  public static int user(long id) {
    return (int) (id >> 32);
  }

  /** Number of the message in what {@link #read} returned. */
  public static int number(long id) {
    return (int) id;
  }
}
