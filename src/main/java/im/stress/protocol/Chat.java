package im.stress.protocol;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * A one-to-one message that is to be sent. An event loop has one object for all of them and sets it
 * anew; it means something else after the call that it is given to. User indices count from 0 over
 * all machines.
 */
public final class Chat {
  private final int runKey;
  private byte[] padding = new byte[0];
  private int paddingBytes;
  private int from;
  private int to;
  private int number;
  private int flowSequence;
  private long dueMicros;

  /** Takes a context whose {@code contentBytes} are {@link Marker#LENGTH} or more. */
  public Chat(ProtocolContext context) {
    runKey = context.runKey();
    sized(context.contentBytes());
  }

  /** From now on the content has this length: {@link Marker#LENGTH} or more. */
  public Chat sized(int contentBytes) {
    paddingBytes = contentBytes - Marker.LENGTH;
    if (paddingBytes > padding.length) {
      padding = new byte[paddingBytes];
      Arrays.fill(padding, (byte) '.');
    }
    return this;
  }

  /**
   * Becomes another message.
   *
   * @param newFrom index of the sender
   * @param newTo index of the recipient
   * @param newNumber counts all messages of the sender from 0: makes the id unique in the run
   * @param newFlowSequence counts the messages of this sender to this recipient from 0
   * @param newDueMicros when the message was due, microseconds since the epoch
   */
  public Chat set(int newFrom, int newTo, int newNumber, int newFlowSequence, long newDueMicros) {
    from = newFrom;
    to = newTo;
    number = newNumber;
    flowSequence = newFlowSequence;
    dueMicros = newDueMicros;
    return this;
  }

  /** Index of the sender. */
  public int from() {
    return from;
  }

  /** Index of the recipient. */
  public int to() {
    return to;
  }

  /** Position among all messages of the sender. */
  public int number() {
    return number;
  }

  /** Appends the id under which this message travels where the protocol has room for a text. */
  public void writeId(ByteBuf out) {
    MessageId.write(runKey, from, number, out);
  }

  /** Appends the content: the marker, then full stops. ASCII that needs no escape in JSON. */
  public void writeContent(ByteBuf out) {
    Marker.write(runKey, this, out);
    out.writeBytes(padding, 0, paddingBytes);
  }

  int flowSequence() {
    return flowSequence;
  }

  long dueMicros() {
    return dueMicros;
  }
}
