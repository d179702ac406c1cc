package im.stress.protocol.outbound;

import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;
import im.stress.protocol.OutgoingMessage;
import im.stress.protocol.body.BodyValue;

/**
 * What a template is filled in with. One object for all messages of an event loop; only what the
 * kind of message has is set. Not thread-safe.
 */
public final class Outgoing {
  private final Scratch scratch = new Scratch();
  private int user;
  private byte[][] captured = {};
  private long connectionSequence;
  private long sequence;
  private long idSequence;
  private OutgoingMessage message;
  private int to;
  private int group;
  private BodyValue[] frame = {};

  /**
   * What every message has.
   *
   * @param newUser index of whom it is from
   * @param newCaptured values of this connection that the server sent, by slot
   * @param newConnectionSequence number of this message among those of its connection
   */
  public Outgoing of(int newUser, byte[][] newCaptured, long newConnectionSequence) {
    user = newUser;
    captured = newCaptured;
    connectionSequence = newConnectionSequence;
    return this;
  }

  /** The number of a heartbeat. */
  public Outgoing withSequence(long newSequence) {
    sequence = newSequence;
    return this;
  }

  /** The number under which a message is known on its connection, where it has one. */
  public Outgoing withIdSequence(long newIdSequence) {
    idSequence = newIdSequence;
    return this;
  }

  /** The message that is to be sent. */
  public Outgoing withChat(Chat chat) {
    message = chat;
    to = chat.to();
    return withSequence(chat.number());
  }

  /** The group message that is to be sent. */
  public Outgoing withGroupChat(GroupChat chat) {
    message = chat;
    group = chat.group();
    return withSequence(chat.number());
  }

  /** The number of the group to join. */
  public Outgoing withGroup(int newGroup) {
    group = newGroup;
    return this;
  }

  /** Another user whom this message is about. */
  public Outgoing withPeer(int newPeer) {
    to = newPeer;
    return this;
  }

  /** Values of the message that is answered, by slot. */
  public Outgoing withFrame(BodyValue[] newFrame) {
    frame = newFrame;
    return this;
  }

  Scratch scratch() {
    return scratch;
  }

  int user() {
    return user;
  }

  /** The recipient, or another user whom the message is about. */
  int peer() {
    return to;
  }

  int group() {
    return group;
  }

  byte[] captured(int slot) {
    return captured[slot];
  }

  BodyValue frame(int slot) {
    return frame[slot];
  }

  long connectionSequence() {
    return connectionSequence;
  }

  long sequence() {
    return sequence;
  }

  long idSequence() {
    return idSequence;
  }

  OutgoingMessage message() {
    return message;
  }
}
