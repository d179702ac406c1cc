package im.stress.protocol;

import io.netty.buffer.ByteBuf;

/**
 * What one user says and hears on one connection. Belongs to the event loop of the connection, and
 * never blocks. In the steady state it makes no object for a message: what it is given is reused.
 */
public interface ImSession {

  /**
   * The connection is open. Begins the login, or calls {@link ImLink#loggedIn} where the connection
   * itself is the login.
   */
  void opened();

  /**
   * Reads one message between the buffer's indices and reports what it says to the link: any number
   * of events, or none. Doesn't release the buffer, leaves its indices as they are, and keeps no
   * reference to it: other bytes will stand there after the call.
   *
   * @throws ProtocolException when the message can't be read; where the framing is that of a
   *     stream, nothing after it will be read either
   */
  void frame(ByteBuf message) throws ProtocolException;

  /**
   * The answer to a request of this session.
   *
   * @param tag of the request
   * @param status 200 to 599
   * @param body between its indices, as in {@link #frame}
   * @throws ProtocolException when the body can't be read
   */
  default void answered(long tag, int status, ByteBuf body) throws ProtocolException {}

  /**
   * A request of this session gets no answer. The tool has counted why. Of a message, the session
   * tells {@link ImLink#unacked}; a login that is under way has been ended by the tool, and the
   * session is not asked.
   *
   * @param tag of the request
   * @param words why, one line, the same for many requests
   */
  default void unanswered(long tag, String words) {}

  /**
   * A request of this session was never sent, as there was no connection for it in time: as {@link
   * #unanswered}, but of a message the session tells {@link ImLink#unsent}.
   */
  default void unsent(long tag, String words) {
    unanswered(tag, words);
  }

  /** Sends a message to another user; {@code message} means something else after the call. */
  void chat(Chat message);

  /** Asks to become a member of a group, by its number; only where {@link Traits#groups} are. */
  default void joinGroup(int group) {
    throw new IllegalStateException("this protocol has no groups");
  }

  /** Sends a message to a group; {@code message} means something else after the call. */
  default void groupChat(GroupChat message) {
    throw new IllegalStateException("this protocol has no groups");
  }

  /**
   * Sends a heartbeat; asked for only where {@link Traits.HeartbeatKind#isMessage}.
   *
   * @param sequence counts the heartbeats of this user from 0
   */
  default void heartbeat(long sequence) {
    throw new IllegalStateException("this protocol has no heartbeat message");
  }

  /**
   * Asks once more for all messages to this user that the server has, of whatever time; asked for
   * only where {@link Traits#polls}, at the end of the user's stay. {@link ImLink#listed} and
   * {@link ImLink#pushed} tell of them, then {@link ImLink#lookedLast}.
   */
  default void lastLook() {
    throw new IllegalStateException("this protocol has no polls");
  }

  /** The tool is about to close the connection: the place for a polite word. */
  default void closing() {}

  /** The connection is over, whoever ended it; no call follows. */
  default void closed() {}
}
