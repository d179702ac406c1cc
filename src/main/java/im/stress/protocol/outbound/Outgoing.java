package im.stress.protocol.outbound;

import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;
import im.stress.protocol.OutgoingMessage;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.ScratchBuffers;

/**
 * What a template is filled in with. One object for all messages of an event loop; only what the
 * kind of message has is set. Not thread-safe.
 */
public final class Outgoing {
  private final ScratchBuffers scratch = new ScratchBuffers();
  private int user;
  private byte[][] captured = {};
  private byte[][] capturedOfPeer = {};
  private long connectionSequence;
  private long sequence;
  private long idSequence;
  private OutgoingMessage message;
  private int to;
  private int group;
  private BodyValue[] frame = {};
  private long since;

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

  /** Values that the server sent of the other user, by slot. */
  public Outgoing withCapturedOfPeer(byte[][] newCaptured) {
    capturedOfPeer = newCaptured;
    return this;
  }

  /** The time after which messages are asked for. */
  public Outgoing withSince(long newSince) {
    since = newSince;
    return this;
  }

  ScratchBuffers scratch() {
    return scratch;
  }

  /** Index of whom the message is from. */
  public int user() {
    return user;
  }

  /** Index of the recipient, or of another user whom the message is about. */
  public int peer() {
    return to;
  }

  /** Number of the group that it is about. */
  public int group() {
    return group;
  }

  /**
   * A value that the server sent before, in UTF-8.
   *
   * @param name of the value, for the error
   * @throws IllegalArgumentException when it sent none: only another way of the login captures it
   */
  public byte[] captured(int slot, String name) {
    if (slot >= captured.length || captured[slot] == null) {
      throw new IllegalArgumentException("nothing was captured as " + name);
    }
    return captured[slot];
  }

  /**
   * A value that the server sent before of {@link #peer}, in UTF-8.
   *
   * @throws IllegalArgumentException when it sent none
   */
  public byte[] capturedOfPeer(int slot) {
    if (slot >= capturedOfPeer.length || capturedOfPeer[slot] == null) {
      throw new IllegalArgumentException("nothing was captured of this contact");
    }
    return capturedOfPeer[slot];
  }

  /** A value of the message that is answered. */
  public BodyValue frame(int slot) {
    return frame[slot];
  }

  /** Number of this message among those of its connection. */
  public long connectionSequence() {
    return connectionSequence;
  }

  /** Number of a heartbeat, or of a message among those of its user. */
  public long sequence() {
    return sequence;
  }

  /** The number under which the message is known on its connection. */
  public long idSequence() {
    return idSequence;
  }

  /** The time after which messages are asked for, as the server counts it; 0 = all. */
  public long since() {
    return since;
  }

  /** The message of the ledger that is sent. */
  public OutgoingMessage message() {
    return message;
  }
}
