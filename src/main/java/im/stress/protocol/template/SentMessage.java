package im.stress.protocol.template;

import im.stress.protocol.outbound.Template;

/**
 * A message that is sent, whole. Immutable.
 *
 * @param template its bytes
 * @param numbered whether it has a number among the messages of its connection
 */
record SentMessage(Template template, boolean numbered) {
  /** The value that such a number is. */
  static final String NUMBER = "conn.seq";
}
