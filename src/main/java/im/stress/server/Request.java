package im.stress.server;

import java.util.OptionalLong;

/** What a client says in one text frame. */
sealed interface Request {

  /** {@code login}: who this is. The token is not looked at. */
  record Login(String uid) implements Request {}

  /** {@code ping}: a heartbeat, with the number that its answer repeats. */
  record Ping(OptionalLong seq) implements Request {}

  /** {@code chat}: one-to-one. The sender is the one who logged in, whatever {@code from} says. */
  record Chat(String id, String to, String content) implements Request {}

  /** A type that this server doesn't know. */
  record Unknown(String type) implements Request {}
}
