package im.stress.protocol.template;

/** The values of messages that mean something to the tool. */
enum Field {
  /** The server's number for success or failure; 0 = success unless accept or refuse decide. */
  CODE("code"),
  /** The server's words. */
  REASON("reason"),
  /** The number of a heartbeat. */
  SEQ("seq"),
  /** The id of a message. */
  ID("id"),
  /** The number of the last message that is taken, with all before it. */
  UP_TO("up-to"),
  /** The content of a message, as it was sent. */
  CONTENT("content"),
  /** When the server got a message, as it counts time itself: larger for each later one. */
  TIME("time");

  private final String key;

  Field(String key) {
    this.key = key;
  }

  /** Its name below {@code fields}. */
  String key() {
    return key;
  }
}
