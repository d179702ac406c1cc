package im.stress.protocol.template;

import java.util.List;

/** The kinds of frames that a server sends, with the fields that are read from each. */
enum InboundKind {
  /** The answer to a login. */
  LOGIN_ACK("login-ack", Field.CODE, Field.REASON),
  /** The answer to a registration. */
  REGISTER_ACK("register-ack", Field.CODE, Field.REASON),
  /** The answer to a heartbeat of ours. */
  HEARTBEAT_ACK("heartbeat-ack", Field.SEQ),
  /** A heartbeat of the server, to be answered. */
  SERVER_HEARTBEAT("server-heartbeat", Field.SEQ),
  /** The server's word that it has taken a message, or several. */
  CHAT_ACK("chat-ack", Field.ID, Field.UP_TO, Field.CODE),
  /** A message that somebody wrote to this user. */
  PUSH("push", Field.CONTENT),
  /** The server announces that it will close the connection. */
  KICK("kick", Field.REASON),
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
}
