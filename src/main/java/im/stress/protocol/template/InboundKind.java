package im.stress.protocol.template;

import java.util.List;

/** The kinds of frames that a server sends, with the fields that are read from each. */
enum InboundKind {
  /** The answer to a login. */
  LOGIN_ACK("login-ack"),
  /** The answer to a registration. */
  REGISTER_ACK("register-ack"),
  /** The answer to a heartbeat of ours. */
  HEARTBEAT_ACK("heartbeat-ack"),
  /** A heartbeat of the server, to be answered. */
  SERVER_HEARTBEAT("server-heartbeat"),
  /** The server's word that it has taken a message, or several. */
  CHAT_ACK("chat-ack"),
  /** A message that somebody wrote to this user. */
  PUSH("push"),
  /** The answer to the wish to join a group. */
  JOIN_ACK("join-ack"),
  /** The server's word that it has taken a group message, or several. */
  GROUP_ACK("group-ack"),
  /** A message that somebody wrote to a group of this user. */
  GROUP_PUSH("group-push"),
  /** The server announces that it will close the connection. */
  KICK("kick"),
  /** Known, and of no interest. */
  IGNORE("ignore");

  private final String key;

  InboundKind(String key) {
    this.key = key;
  }

  /** Its name below {@code inbound}. */
  String key() {
    return key;
  }

  /** What is read from it. */
  List<Field> fields() {
    return switch (this) {
      case LOGIN_ACK, REGISTER_ACK -> List.of(Field.CODE, Field.REASON);
      case HEARTBEAT_ACK, SERVER_HEARTBEAT -> List.of(Field.SEQ);
      case CHAT_ACK, GROUP_ACK -> List.of(Field.ID, Field.UP_TO, Field.CODE);
      case JOIN_ACK -> List.of(Field.CODE);
      case PUSH, GROUP_PUSH -> List.of(Field.CONTENT);
      case KICK -> List.of(Field.REASON);
      case IGNORE -> List.of();
    };
  }
}
