package im.stress.protocol;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * A message that is to be sent. An event loop has one object of each kind for all of them and sets
 * it anew; it means something else after the call that it is given to. User indices count from 0
 * over all machines.
 */
public abstract class OutgoingMessage {
  private final Marker.Kind kind;
  private final int runKey;
  private byte[] padding = new byte[0];
  private int paddingBytes;
  private int from;
  private int target;
  private int number;
  private int sequence;
  private long dueMicros;

  OutgoingMessage(Marker.Kind kind, ProtocolContext context) {
    this.kind = kind;
    runKey = context.runKey();
    sized(context.contentBytes());
  }

  /** From now on the content has this length: {@link Marker#LENGTH} or more. */
  public final void sized(int contentBytes) {
    paddingBytes = contentBytes - Marker.LENGTH;
    if (paddingBytes > padding.length) {
      padding = new byte[paddingBytes];
      Arrays.fill(padding, (byte) '.');
    }
  }

  final void become(int newFrom, int newTarget, int newNumber, int newSequence, long newDueMicros) {
    from = newFrom;
    target = newTarget;
    number = newNumber;
    sequence = newSequence;
    dueMicros = newDueMicros;
  }

  /** Index of the sender. */
  public final int from() {
    return from;
  }

  /** Position among all messages of the sender, of whichever kind. */
  public final int number() {
    return number;
  }

  /** Appends the id under which this message travels where the protocol has room for a text. */
  public final void writeId(ByteBuf out) {
    MessageId.write(runKey, from, number, out);
  }

  /** Appends the content: the marker, then full stops. ASCII that needs no escape in JSON. */
  public final void writeContent(ByteBuf out) {
    Marker.write(runKey, this, out);
    out.writeBytes(padding, 0, paddingBytes);
  }

  /** The key of the run that it belongs to. */
  public final int runKey() {
    return runKey;
  }

  final Marker.Kind kind() {
    return kind;
  }

  final int target() {
    return target;
  }

  final int sequence() {
    return sequence;
  }

  final long dueMicros() {
    return dueMicros;
  }
}
