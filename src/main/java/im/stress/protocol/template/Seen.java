package im.stress.protocol.template;

import java.util.Arrays;

/**
 * What a user who polls has seen: how far, and which messages of the time that it asks for again.
 * Messages are known by their time and content. Goes on over reconnects. Not thread-safe.
 */
final class Seen {
  private static final int FIRST_ROOM = 8;

  /** FNV-1a of 64 bits (IETF draft-eastlake-fnv). */
  private static final long FNV_START = 0xcbf29ce484222325L;

  private static final long FNV_PRIME = 0x100000001b3L;

  private final long overlap;
  private boolean begun;
  private long latest;

  private long[] times = new long[FIRST_ROOM];
  private long[] prints = new long[FIRST_ROOM];
  private boolean[] listed = new boolean[FIRST_ROOM];
  private int known;

  /** How many of those were known before the answer that is being read. */
  private int before;

  private long[] asked = new long[FIRST_ROOM];
  private long[] askedSince = new long[FIRST_ROOM];
  private int waiting;

  /**
   * Nothing is seen yet.
   *
   * @param overlap how far before the latest message is asked again
   */
  Seen(long overlap) {
    this.overlap = overlap;
  }

  /** Whether an answer was read before. */
  boolean hasBegun() {
    return begun;
  }

  /** What the next poll asks for: all after this time; 0 = all. */
  long since() {
    return Math.max(0, latest - overlap);
  }

  /** A poll with this number asks for all after {@link #since}. */
  void asks(long number) {
    if (waiting == asked.length) {
      asked = Arrays.copyOf(asked, waiting * 2);
      askedSince = Arrays.copyOf(askedSince, waiting * 2);
    }
    asked[waiting] = number;
    askedSince[waiting++] = since();
  }

  /** Nobody waits for the answer to this poll any more: it is there, or won't come. */
  void isAnswered(long number) {
    for (int i = 0; i < waiting; i++) {
      if (asked[i] == number) {
        waiting--;
        asked[i] = asked[waiting];
        askedSince[i] = askedSince[waiting];
        return;
      }
    }
  }

  /** The connection is over: nobody waits for the answer to any poll of it. */
  void nothingIsAsked() {
    waiting = 0;
  }

  /** The answer to a poll is going to be read. */
  void begin() {
    begun = true;
    before = known;
    Arrays.fill(listed, 0, known, false);
  }

  /**
   * One message of the answer.
   *
   * @return whether no answer before this one had it; one that stands twice in an answer is new
   *     twice, unless it did so before
   */
  boolean isNew(long time, CharSequence content) {
    long print = print(content);
    for (int i = 0; i < before; i++) {
      if (!listed[i] && times[i] == time && prints[i] == print) {
        listed[i] = true;
        return false;
      }
    }
    latest = Math.max(latest, time);
    add(time, print);
    return true;
  }

  /** The answer is read: forgets what no further answer will have. */
  void end() {
    before = 0;
    forget();
  }

  private void add(long time, long print) {
    if (known == times.length) {
      forget();
      if (known > times.length / 2) {
        grow();
      }
    }
    times[known] = time;
    prints[known++] = print;
  }

  private void grow() {
    times = Arrays.copyOf(times, times.length * 2);
    prints = Arrays.copyOf(prints, times.length);
    listed = Arrays.copyOf(listed, times.length);
  }

  /** Of those that came with this answer, or of all at its end, keeps what is asked for again. */
  private void forget() {
    long since = since();
    for (int i = 0; i < waiting; i++) {
      since = Math.min(since, askedSince[i]);
    }
    int kept = before;
    for (int i = before; i < known; i++) {
      if (times[i] > since) {
        times[kept] = times[i];
        prints[kept++] = prints[i];
      }
    }
    known = kept;
  }

  private static long print(CharSequence content) {
    long print = FNV_START;
    for (int i = 0; i < content.length(); i++) {
      print = (print ^ content.charAt(i)) * FNV_PRIME;
    }
    return print;
  }
}
