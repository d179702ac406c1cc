package im.stress.protocol.template;

import im.stress.protocol.outbound.Template;

/**
 * A message that is sent, whole. Immutable.
 *
 * @param template its bytes
 * @param numbered whether it has a number among the messages of its connection
 * @param exchange where it goes as a request of HTTP, and what its answer means; null = it is none
 */
record SentMessage(Template template, boolean numbered, HttpExchange exchange) {
  /** The value that such a number is. */
  static final String NUMBER = "conn.seq";

  /** Whether it is a request of HTTP. */
  boolean isRequest() {
    return exchange != null;
  }
}
