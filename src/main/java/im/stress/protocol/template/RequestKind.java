package im.stress.protocol.template;

/** What a request of HTTP was for; it stands in its tag, with a number. */
enum RequestKind {
  /** A step of the login. */
  LOGIN(0),
  /** What is there before a user comes online, who polls. */
  FIRST_LOOK(1),
  /** A heartbeat, which may be a poll. */
  HEARTBEAT(2),
  /** A message to another user. */
  CHAT(3),
  /** The wish to join a group. */
  JOIN(4),
  /** A message to a group. */
  GROUP_CHAT(5),
  /** All that is there when a user leaves, who polls. */
  LAST_LOOK(6),
  /** Anything else, whose answer means nothing. */
  OTHER(7);

  private static final RequestKind[] KINDS = values();

  /** Hold the code of each kind, which is its place among them. */
  private static final int BITS = 3;

  private final int code;

  RequestKind(int code) {
    this.code = code;
  }

  /** The tag of a request with this number, 0 or more. */
  long tag(long number) {
    return number << BITS | code;
  }

  /** The kind in a tag. */
  static RequestKind of(long tag) {
    return KINDS[(int) tag & (1 << BITS) - 1];
  }

  /** The number in a tag. */
  static long number(long tag) {
    return tag >> BITS;
  }
}
