package im.stress.conformance;

import im.stress.protocol.UserValues;
import java.util.List;

/**
 * What a server of the protocol under test says, message by message, as {@code ImSession.frame}
 * shows them: whole, without delimiter or varint before it, with the header of a length field.
 * Keeps nothing between two calls; {@code List.of()} = the server says nothing.
 */
public interface PeerScript {

  /** What the server says before it is asked anything. */
  default List<byte[]> greeting(UserValues user) {
    return List.of();
  }

  /** Answers to a message of the login of {@code user}, whom the server lets in. */
  List<byte[]> login(UserValues user, byte[] request);

  /** The same, for a user whom the server doesn't let in. Nothing at all = no login is refused. */
  default List<byte[]> refusal(UserValues user, byte[] request) {
    return List.of();
  }

  /** Answers to a chat of {@code sender}, which the server takes. */
  default List<byte[]> ack(UserValues sender, byte[] chat) {
    return List.of();
  }

  /** What the recipient of this chat gets. */
  List<byte[]> push(UserValues sender, UserValues recipient, byte[] chat);

  /** Answers to a heartbeat. */
  default List<byte[]> heartbeatAnswer(UserValues user, byte[] heartbeat) {
    return List.of();
  }
}
