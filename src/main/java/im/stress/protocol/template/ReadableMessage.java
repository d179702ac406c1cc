package im.stress.protocol.template;

import im.stress.channel.Framing;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.Header;
import im.stress.protocol.inbound.Condition;
import im.stress.protocol.inbound.InboundMessage;
import im.stress.protocol.inbound.MessagePlan;
import im.stress.protocol.inbound.Path;
import im.stress.protocol.protobuf.ProtoMessage;
import im.stress.protocol.protobuf.ProtobufFormat;
import im.stress.protocol.protobuf.ProtobufText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** A message of a preset as people read it: its header, its body, and messages inside that. */
final class ReadableMessage {
  private final Preset preset;
  private final boolean sent;
  private final StringBuilder text = new StringBuilder();

  /** For a message that we have sent, or one that came. */
  ReadableMessage(Preset preset, boolean sent) {
    this.preset = preset;
    this.sent = sent;
  }

  /** The text of the message between the indices. */
  String of(ByteBuf message) {
    byte[] bytes = ByteBufUtil.getBytes(message);
    int bodyStart = header(bytes);
    ProtoMessage type = preset.form().bodyType(sent);
    if (type == null) {
      text.append(new String(bytes, bodyStart, bytes.length - bodyStart, StandardCharsets.UTF_8));
    } else {
      ProtobufText.append(type, bytes, bodyStart, bytes.length, text);
    }
    if (!sent && !(preset.settings().framing() instanceof Framing.Http)) {
      inside(bytes);
    }
    return text.toString();
  }

  /** Appends the header, and returns where the body begins. */
  private int header(byte[] bytes) {
    Header header = preset.form().header();
    if (header == null || bytes.length < header.length()) {
      return 0;
    }
    int at = 0;
    for (Header.Field field : header.fields()) {
      text.append(field.name()).append('=').append(field.type().read(bytes, at)).append(' ');
      at += field.type().bytes();
    }
    return at;
  }

  /** Messages of Protobuf within the body, of the types that the message's matcher reads there. */
  private void inside(byte[] bytes) {
    MessagePlan plan = preset.form().plan();
    InboundMessage message = plan.newMessage();
    try {
      message.take(bytes, 0, bytes.length);
      int found = preset.matchers().find(message);
      if (found >= 0) {
        Set<Path> shown = new HashSet<>();
        for (Path path : paths(preset.matchers().inOrder().get(found))) {
          Path source = plan.source(path);
          if (source != null && plan.format(path) instanceof ProtobufFormat format) {
            append(message.value(source), source, format, shown);
          }
        }
      }
    } catch (ProtocolException e) {
      text.append(" … ").append(e.getMessage());
    }
  }

  private static Iterable<Path> paths(InboundMatcher matcher) {
    Stream<Path> matched = matcher.match().stream().map(Condition::path);
    Stream<Path> fields = matcher.each() == null ? matcher.fields().values().stream() : Stream.of();
    return Stream.concat(matched, fields).toList();
  }

  private void append(BodyValue value, Path source, ProtobufFormat format, Set<Path> shown) {
    if (value.hasBytes() && shown.add(source)) {
      text.append("; ").append(source.text()).append(" = ").append(format.type().name());
      text.append(" { ");
      ProtobufText.append(format.type(), value.array(), value.start(), value.end(), text);
      text.append(" }");
    }
  }
}
