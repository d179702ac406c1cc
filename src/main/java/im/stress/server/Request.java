package im.stress.server;

import java.util.OptionalLong;

/** What a client says in one message, whatever the protocol. */
sealed interface Request {

  /** Who this is; the secret is looked at only where users have to register first. */
  record Login(String uid, String secret) implements Request {}

  /** Somebody new, who gets an id. */
  record Register(String name, String secret) implements Request {}

  /** A heartbeat, with the number that its answer repeats. */
  record Ping(OptionalLong seq) implements Request {}

  /** From now on, messages to this group are for this user too. */
  record Join(String group) implements Request {}

  /**
   * A message to a user or a group. The sender is the one who logged in, whatever the message says.
   *
   * @param id the sender's id of it, or the server's; empty in a protocol without ids
   * @param to the user's id, or the group's name
   * @param content what the push is made of: the content, or the whole message where the protocol
   *     passes it on as it came
   */
  record Chat(String id, String to, boolean toGroup, String content) implements Request {}

  /**
   * The recipient of a message has got it.
   *
   * @param id the message, as {@link Backend#receiptId} has it
   * @param content what the word to the sender is made of
   */
  record Receipt(String id, String content) implements Request {}

  /** Something that the protocol has and this server doesn't offer, as its answer says. */
  record Unserved(String answer) implements Request {}

  /** Something that the protocol has and this server does nothing about. */
  record Nothing() implements Request {}

  /** Something that this server doesn't know; says what, for the client. */
  record Unknown(String what) implements Request {}
}
