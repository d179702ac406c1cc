package im.stress.protocol;

import im.stress.channel.FrameKind;
import im.stress.channel.HttpOrigin;
import io.netty.buffer.ByteBuf;

/**
 * The tool's side of a connection: a session writes to it, and reports to it what it reads. Lives
 * as long as the connection; every call belongs on its event loop.
 */
public interface ImLink {

  /** An empty buffer for {@link #send}; it grows with what is written to it. */
  ByteBuf newMessage();

  /** Sends a message from {@link #newMessage}, flushed by itself; takes ownership of it. */
  void send(ByteBuf message, FrameKind kind);

  /**
   * Sends a request of HTTP over the user's own connection, where the framing is {@link
   * im.stress.channel.Framing.Http}. The session hears of the answer.
   *
   * @param request from {@link #newMessage}, as {@link im.stress.channel.Connection#request} has it
   * @param tag given back with the answer
   */
  default void request(ByteBuf request, long tag) {
    request.release();
    throw new IllegalStateException("this link takes no requests");
  }

  /**
   * The same beside the user's connection: over connections to this server that the users of an
   * event loop share.
   */
  default void request(HttpOrigin server, ByteBuf request, long tag) {
    request.release();
    throw new IllegalStateException("this link takes no requests");
  }

  /**
   * Indices of those whom this user may write to, and of those who may write to it: for protocols
   * in which a user asks to hear of each of them. Empty where there are none, and before a run.
   */
  default int[] contacts() {
    return new int[0];
  }

  /**
   * One step of the login is done, and others follow; for people who watch it.
   *
   * @param name of the step, such as {@code hello}
   */
  default void loginStep(String name) {}

  /** The user is logged in, after however many steps. */
  void loggedIn();

  /**
   * The server doesn't let the user in; the connection will be ended.
   *
   * @param code the server's number for it
   * @param words the server's reason; empty when it gave none
   */
  void loginRefused(int code, String words);

  /**
   * The server has answered the user's wish to join its group.
   *
   * @param code 0 = the user is a member
   */
  void joinedGroup(int code);

  /**
   * The server has answered a message of this user, to another or to a group.
   *
   * @param number {@link OutgoingMessage#number}; {@link MessageId#FOREIGN} where the answer is to
   *     none of this user's messages
   * @param code 0 = taken
   */
  void acked(int number, int code);

  /**
   * The server has refused a message of this user, to another or to a group.
   *
   * @param number as in {@link #acked}
   * @param code the server's number for it, not 0
   * @param words the server's reason; empty when it gave none
   */
  default void refused(int number, int code, String words) {
    acked(number, code);
  }

  /**
   * The server has answered the oldest message on this connection that it hasn't answered yet: for
   * protocols whose answers carry no id and come in the order of the messages.
   *
   * @param code 0 = taken
   */
  void ackedOldest(int code);

  /**
   * The server has taken all messages on this connection up to this one.
   *
   * @param number {@link OutgoingMessage#number} of the last of them
   */
  void ackedUpTo(int number);

  /**
   * No answer will come to this message, such as when its request failed: it counts as not
   * acknowledged, now and not at its deadline. Does nothing where that is over.
   *
   * @param number {@link OutgoingMessage#number}
   * @param words why, one line, the same for many messages
   */
  default void unacked(int number, String words) {}

  /**
   * The same of a message that was never sent, as nothing of its request was written: it counts as
   * not sent.
   */
  default void unsent(int number, String words) {
    unacked(number, words);
  }

  /**
   * A message came from somebody, by way of a group or not. Its marker tells from whom, to whom and
   * when it was due.
   *
   * @param content as {@link OutgoingMessage#writeContent} wrote it; valid during the call only
   */
  void pushed(CharSequence content);

  /**
   * The last look shows a message that no further poll would have shown: unless it came before, the
   * polls have passed it over.
   *
   * @param content as in {@link #pushed}
   */
  default void listed(CharSequence content) {}

  /**
   * The last look is over.
   *
   * @param answered whether the server has told what it has
   */
  default void lookedLast(boolean answered) {}

  /**
   * The server has answered a heartbeat message.
   *
   * @param sequence the heartbeat's own; -1 = the oldest that is not answered
   */
  void heartbeatAnswered(long sequence);

  /**
   * The server has refused a heartbeat message: it lives, and does not do what was asked for.
   *
   * @param sequence as in {@link #heartbeatAnswered}
   * @param code the server's number for it, not 0
   * @param words the server's reason; empty when it gave none
   */
  default void heartbeatRefused(long sequence, int code, String words) {
    heartbeatAnswered(sequence);
  }

  /** The server announces that it will close the connection, in these words. */
  void kicked(String words);

  /**
   * The protocol can't go on, by no fault of a single message; the connection will be ended. After
   * {@link #kicked}, that is the reason of the end.
   *
   * @param words why, one line
   */
  void fail(String words);
}
