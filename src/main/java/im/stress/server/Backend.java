package im.stress.server;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One protocol: what the messages of clients mean, and how the server's own are written. What is
 * done about them is the same for all protocols, and the business of {@link Session}. An answer
 * that is empty doesn't exist in the protocol. Messages are texts; in a protocol of bytes, each
 * character is one byte. Thread-safe.
 */
interface Backend {

  /**
   * Reads one whole message; doesn't release it.
   *
   * @throws MalformedRequest when it is none of this protocol
   */
  Request read(ByteBuf message) throws MalformedRequest;

  /** Whether its messages are bytes: binary frames of WebSocket in place of text frames. */
  default boolean binary() {
    return false;
  }

  /** Whether the handshake is the login; else a message is. */
  default boolean handshakeIsLogin() {
    return false;
  }

  /** The user whom a handshake logs in; empty = it is refused. */
  default Optional<String> userOf(HttpHeaders handshake) {
    return Optional.empty();
  }

  /** The most bytes of a message that the protocol allows, whatever the settings say. */
  default int maxMessageBytes() {
    return Integer.MAX_VALUE;
  }

  /** Whether a user who logs in again pushes the older connection out, or else is refused. */
  boolean newerLoginWins();

  /** The answer to a login that is accepted. */
  String loginAccepted(Request.Login login);

  /** The answer to a login that is not. */
  String loginRefused(Request.Login login, Refusal refusal);

  /** The answer to somebody new, with the id that was given; without one, the name was taken. */
  default Optional<String> registered(OptionalLong id) {
    return Optional.empty();
  }

  /** The answer to a heartbeat. */
  default Optional<String> pong(Request.Ping ping) {
    return Optional.empty();
  }

  /** The answer to somebody who has joined a group. */
  default Optional<String> joined(Request.Join join) {
    return Optional.empty();
  }

  /** The answer to somebody who may not join a group. */
  default Optional<String> joinRefused(Request.Join join) {
    return Optional.empty();
  }

  /** The word to the sender that a message was taken. */
  default Optional<String> ack(String from, Request.Chat chat) {
    return Optional.empty();
  }

  /** A message as each of its recipients gets it. */
  String push(String from, Request.Chat chat);

  /** What the recipient of this message names in its receipt. */
  default Optional<String> receiptId(Request.Chat chat) {
    return Optional.empty();
  }

  /** The word to the sender of a message that its recipient has confirmed it. */
  default Optional<String> receipt(String sender, String recipient, Request.Receipt receipt) {
    return Optional.empty();
  }

  /** The word to a user that he is pushed out. */
  default Optional<String> kick(String reason) {
    return Optional.empty();
  }

  /** Something that no client of this protocol can read. */
  String garbage();
}
