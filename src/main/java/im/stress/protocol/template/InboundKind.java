package im.stress.protocol.template;

import java.util.List;

/** The kinds of messages that a server sends, with the fields that are read from each. */
@SuppressWarnings("ImmutableEnumChecker") // List.of can't be changed
enum InboundKind {
  /** The answer to a heartbeat of ours. */
  HEARTBEAT_ACK("heartbeat-ack", Field.SEQ),
  /** A heartbeat of the server. */
  SERVER_HEARTBEAT("server-heartbeat"),
  /** The server's word that it has taken a message, or several. */
  CHAT_ACK("chat-ack", Field.ID, Field.UP_TO, Field.CODE),
  /** A message that somebody wrote to this user. */
  PUSH("push", Field.CONTENT, Field.TIME),
  /** The answer to the wish to join a group. */
  JOIN_ACK("join-ack", Field.CODE),
  /** The server's word that it has taken a group message, or several. */
  GROUP_ACK("group-ack", Field.ID, Field.UP_TO, Field.CODE),
  /** A message that somebody wrote to a group of this user. */
  GROUP_PUSH("group-push", Field.CONTENT),
  /** The server announces that it will close the connection. */
  KICK("kick", Field.REASON),
  /** The server asks for something else. */
  REQUEST("request"),
  /** The body holds messages again, each with a header of its own. */
  NESTED("nested"),
  /** Known, and of no interest. */
  IGNORE("ignore");

  private final String key;
  private final List<Field> fields;

  InboundKind(String key, Field... fields) {
    this.key = key;
    this.fields = List.of(fields);
  }

  /** Its name below {@code inbound}. */
  String key() {
    return key;
  }

  /** What is read from it. */
  List<Field> fields() {
    return fields;
  }

  /** Whether the server says yes or no in it. */
  boolean isAnswer() {
    return fields.contains(Field.CODE);
  }

  /** Whether it carries what somebody wrote. */
  boolean isPush() {
    return fields.contains(Field.CONTENT);
  }

  /** Whether the preset may say what it is answered with. */
  boolean mayBeAnswered() {
    return isPush() || this == SERVER_HEARTBEAT || this == REQUEST;
  }
}
