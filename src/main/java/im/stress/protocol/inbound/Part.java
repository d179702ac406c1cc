package im.stress.protocol.inbound;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyReader;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.JsonFormat;

/**
 * One part of the message that is being read: read when the first of its values is asked for, and
 * not at all otherwise. Not thread-safe.
 */
final class Part {
  private static final BodyValue ABSENT = new BodyValue("");

  private final PartPlan plan;
  private final BodyReader reader;
  private final BodyValue raw;
  private final Decoder decoder;
  private long readMessage = -1;
  private boolean there;

  /** Why the message can't be read, whichever of its values is asked for; null = it can. */
  private ProtocolException failure;

  Part(PartPlan plan) {
    this.plan = plan;
    this.reader = plan.format() == null ? null : plan.format().newReader(plan.pointers());
    this.decoder = plan.decoder() == null ? null : plan.decoder().get();
    this.raw = new BodyValue(plan.place());
  }

  BodyValue value(InboundMessage message, int slot) throws ProtocolException {
    if (readMessage != message.number()) {
      readMessage = message.number();
      there = false;
      failure = null;
      try {
        there = read(message);
      } catch (ProtocolException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    if (!there) {
      return ABSENT;
    }
    return reader == null ? raw : reader.value(slot);
  }

  private boolean read(InboundMessage message) throws ProtocolException {
    switch (plan.source()) {
      case BODY -> {
        if (message.endsBeforeBody() && plan.format() == JsonFormat.JSON) {
          return false; // nothing is no JSON, but it is a message of Protobuf
        }
        reader.read(message.bytes(), message.bodyStart(), message.end());
      }
      case RAW -> raw.setText(message.bytes(), message.bodyStart(), message.end(), 0);
      case PREFIX -> raw.setText(message.bytes(), message.prefixStart(), message.bodyStart(), 0);
      case HEADER -> reader.read(message.bytes(), message.start(), message.prefixStart());
      case VALUE -> {
        return read(message.value(plan.from()));
      }
    }
    return true;
  }

  private boolean read(BodyValue value) throws ProtocolException {
    if (!value.hasBytes() || !decode(value)) {
      return false;
    }
    if (reader == null) {
      raw.setText(decoder.array(), decoder.start(), decoder.end(), value.offset());
      return true;
    }
    try {
      reader.read(decoder.array(), decoder.start(), decoder.end());
    } catch (ProtocolException e) {
      throw new ProtocolException(
          e.getMessage() + " in what " + plan.from().text() + " holds", value.offset());
    }
    return true;
  }

  private boolean decode(BodyValue value) throws ProtocolException {
    try {
      return decoder.decode(value);
    } catch (IllegalArgumentException e) {
      throw value.expected(decoder.expected());
    }
  }
}
