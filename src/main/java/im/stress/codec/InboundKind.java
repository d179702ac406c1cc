package im.stress.codec;

import java.util.List;

/** The kinds of frames that a server sends, with the fields that are read from each. */
enum InboundKind {
  /** {@link Inbound.LoginAck}. */
  LOGIN_ACK("login-ack"),
  /** {@link Inbound.HeartbeatAck}. */
  HEARTBEAT_ACK("heartbeat-ack"),
  /** {@link Inbound.ChatAck}. */
  CHAT_ACK("chat-ack"),
  /** {@link Inbound.Push}. */
  PUSH("push"),
  /** {@link Inbound.Kick}. */
  KICK("kick"),
  /** {@link Inbound.Other}. */
  IGNORE("ignore");

  private final String key;

  InboundKind(String key) {
    this.key = key;
  }

  /** Its name below {@code inbound}. */
  String key() {
    return key;
  }

  /** Names of its fields, in the order in which {@link FrameMatcher} reads them. */
  List<String> fields() {
    return switch (this) {
      case LOGIN_ACK -> List.of("code", "reason");
      case HEARTBEAT_ACK -> List.of("seq");
      case CHAT_ACK -> List.of("id", "code");
      case PUSH -> List.of("content");
      case KICK -> List.of("reason");
      case IGNORE -> List.of();
    };
  }

  /** Whether a frame matcher has to say where this field is. */
  boolean requires(String field) {
    return switch (this) {
      case CHAT_ACK -> field.equals("id");
      case PUSH -> field.equals("content");
      default -> false;
    };
  }
}
