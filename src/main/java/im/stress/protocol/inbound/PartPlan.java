package im.stress.protocol.inbound;

import im.stress.protocol.body.BodyFormat;
import im.stress.protocol.body.PointerTree;
import java.util.function.Supplier;

/**
 * A part of messages in which values are found. Built at the start, then only read: safe on any
 * thread after that.
 */
final class PartPlan {
  private final Source source;
  private final Path from;
  private final Supplier<Decoder> decoder;
  private final BodyFormat format;
  private final PointerTree pointers = new PointerTree();

  /** Where the bytes of a part come from. */
  enum Source {
    /** The body of the message, read by its format. */
    BODY,
    /** The body of the message as it is: one value. */
    RAW,
    /** What stands before the body, where that is JSON: one value. */
    PREFIX,
    /** The numbers before the body. */
    HEADER,
    /** A value of another part. */
    VALUE
  }

  /** A part of the message itself; {@code format} is null where it is one value. */
  PartPlan(Source source, BodyFormat format) {
    this(source, null, null, format);
  }

  /** A part that is made of a value; {@code format} is null where it is one value again. */
  PartPlan(Path from, Supplier<Decoder> decoder, BodyFormat format) {
    this(Source.VALUE, from, decoder, format);
  }

  private PartPlan(Source source, Path from, Supplier<Decoder> decoder, BodyFormat format) {
    this.source = source;
    this.from = from;
    this.decoder = decoder;
    this.format = format;
  }

  /** Where its value stands, for people, when it is one value. */
  String place() {
    return switch (source) {
      case PREFIX -> "prefix";
      case VALUE -> from.text();
      default -> "body";
    };
  }

  Source source() {
    return source;
  }

  Path from() {
    return from;
  }

  Supplier<Decoder> decoder() {
    return decoder;
  }

  BodyFormat format() {
    return format;
  }

  PointerTree pointers() {
    return pointers;
  }
}
