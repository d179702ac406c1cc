package im.stress.user;

import im.stress.channel.Connection;
import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;
import im.stress.protocol.ImSession;
import im.stress.protocol.Traits.HeartbeatKind;

/**
 * A user as its loops know it: who it is, and what it says on the connection that it has now.
 * Belongs to the user's event loop.
 */
final class Speaker {
  private final UserContext context;
  private final int index;
  private Connection connection;
  private ImSession session;
  private LinkMeasure measure;

  /** Can't speak before {@link #use}. */
  Speaker(UserContext context, int index) {
    this.context = context;
    this.index = index;
  }

  /** Speaks on this connection from now on. */
  void use(Connection opened, ImSession itsSession, LinkMeasure itsMeasure) {
    connection = opened;
    session = itsSession;
    measure = itsMeasure;
  }

  int index() {
    return index;
  }

  /** Whether the server has left too much unread for another message to be sent. */
  boolean congested() {
    return connection.queuedBytes() > context.settings.connection().maxQueuedBytes();
  }

  void chat(Chat message) {
    session.chat(message);
  }

  void joinGroup(int group) {
    session.joinGroup(group);
  }

  void groupChat(GroupChat message) {
    session.groupChat(message);
  }

  /** Asks for all that the server has for this user. */
  void lastLook() {
    measure.sent(System.nanoTime());
    session.lastLook();
  }

  void heartbeat(long sequence) {
    if (context.traits.heartbeatKind() == HeartbeatKind.PING_FRAME) {
      measure.sent(System.nanoTime());
      connection.ping(sequence);
    } else {
      session.heartbeat(sequence);
    }
  }
}
