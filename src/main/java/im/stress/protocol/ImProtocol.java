package im.stress.protocol;

import im.stress.channel.Endpoint;
import im.stress.channel.Framing;
import im.stress.channel.HttpOrigin;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A protocol of instant messaging, made once for a run from its settings. Immutable, safe on any
 * thread. A new one adds a package with an implementation, and a line where protocols are found.
 */
public interface ImProtocol {

  /** How messages are told apart on a connection. */
  Framing framing();

  /** What the protocol has and what it lacks. */
  Traits traits();

  /**
   * Whether a user is online as long as its connection is open: not so where each request may have
   * one of its own.
   */
  default boolean staysConnected() {
    return !(framing() instanceof Framing.Http);
  }

  /**
   * Whether messages from one user to another are requests of HTTP, be it beside the user's
   * connection.
   */
  default boolean writesByRequest() {
    return framing() instanceof Framing.Http;
  }

  /**
   * What this user asks a gateway of WebSocket for. Called once for each connection, before it is
   * made.
   */
  default Endpoint endpoint(UserValues user) {
    return Endpoint.OF_URL;
  }

  /** The server that messages to users go to, as requests; empty = they go over the connection. */
  default Optional<HttpOrigin> messageServer() {
    return Optional.empty();
  }

  /**
   * A message as people read it; for a trace, not for the load. Called on the event loop of its
   * connection, for one that is sent before the next is written.
   *
   * @param message between its indices, which are left as they are
   * @param sent whether this side sent it
   */
  default String readable(ByteBuf message, boolean sent) {
    return message.toString(StandardCharsets.UTF_8);
  }

  /**
   * What one user says on one connection that has just opened. Called on the event loop of the
   * connection, as is everything that follows.
   *
   * @param link to write, and to report what was read
   */
  ImSession open(UserValues user, ImLink link);
}
