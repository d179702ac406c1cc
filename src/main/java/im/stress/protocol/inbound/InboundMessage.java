package im.stress.protocol.inbound;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.JsonBytes;
import java.util.List;

/**
 * The message that is being read, and its values at the paths of a {@link MessagePlan}. One for all
 * messages of an event loop. Not thread-safe.
 */
public final class InboundMessage {
  private final Part[] parts;
  private final int headerBytes;
  private final boolean hasPrefix;
  private long number;
  private byte[] bytes;
  private int start;
  private int prefixStart;
  private int bodyStart;
  private int end;

  InboundMessage(List<PartPlan> parts, int headerBytes, boolean hasPrefix) {
    this.parts = parts.stream().map(Part::new).toArray(Part[]::new);
    this.headerBytes = headerBytes;
    this.hasPrefix = hasPrefix;
  }

  /**
   * Becomes the message in these bytes; reads nothing of it yet but where its body begins.
   *
   * @throws ProtocolException when it is shorter than its header
   */
  public void take(byte[] newBytes, int newStart, int newEnd) throws ProtocolException {
    number++;
    bytes = newBytes;
    start = newStart;
    end = newEnd;
    prefixStart = start + headerBytes;
    if (prefixStart > end) {
      throw new ProtocolException(
          "expected a header of %d bytes, got %d".formatted(headerBytes, end - start), 0);
    }
    bodyStart = hasPrefix ? JsonBytes.startOfJson(bytes, prefixStart, end) : prefixStart;
  }

  /** The value at a path of this message's plan. */
  public BodyValue value(Path path) throws ProtocolException {
    return parts[path.part()].value(this, path.slot());
  }

  /** Counts the messages: what was read of another one is of no use. */
  long number() {
    return number;
  }

  /** The bytes among which the message stands. */
  public byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  int prefixStart() {
    return prefixStart;
  }

  /** Index of the first byte of the body. */
  public int bodyStart() {
    return bodyStart;
  }

  /** Whether there is a header or text before the body, and nothing after it. */
  boolean endsBeforeBody() {
    return bodyStart == end && (headerBytes > 0 || hasPrefix);
  }

  /** Index after the last byte of the message. */
  public int end() {
    return end;
  }
}
