package im.stress.protocol.template;

import im.stress.channel.Framing;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.Header;
import im.stress.protocol.inbound.InboundMessage;
import im.stress.protocol.inbound.MessagePlan;
import im.stress.protocol.inbound.Path;
import im.stress.protocol.protobuf.ProtobufFormat;
import im.stress.protocol.protobuf.ProtobufText;
import im.stress.protocol.template.MessageForm.BodyKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A message of a preset as people read it: its header, its body, and messages inside that. */
final class ReadableMessage {
  private final Preset preset;
  private final boolean sent;

  /** Null = nothing was written yet. */
  private final SentMessage written;

  private final StringBuilder text = new StringBuilder();
  private final Set<String> shown = new HashSet<>();

  /**
   * For a message that we have sent, or one that came.
   *
   * @param written what it was made by, where we have sent it
   */
  ReadableMessage(Preset preset, boolean sent, SentMessage written) {
    this.preset = preset;
    this.sent = sent;
    this.written = written;
  }

  /** The text of the message between the indices. */
  String of(ByteBuf message) {
    byte[] bytes = ByteBufUtil.getBytes(message);
    body(bytes, header(bytes));
    if (!(preset.settings().framing() instanceof Framing.Http)) {
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

  private void body(byte[] bytes, int start) {
    int length = bytes.length - start;
    if (preset.form().bodyFormat(sent) instanceof ProtobufFormat format) {
      ProtobufText.append(format.type(), bytes, start, bytes.length, text);
    } else if (preset.form().kind() == BodyKind.BYTES) {
      text.append(length == 0 ? "" : "<" + length + (length == 1 ? " byte>" : " bytes>"));
    } else {
      text.append(new String(bytes, start, length, StandardCharsets.UTF_8));
    }
  }

  /** Messages of Protobuf within the body. */
  private void inside(byte[] bytes) {
    MessagePlan plan = sent ? preset.form().planOfSent() : preset.form().plan();
    try {
      if (!sent) {
        InboundMessage message = taken(plan, bytes);
        show(new ReadPaths(preset).of(message), plan, message);
      } else if (written != null) {
        // A message is made when all paths are known.
        List<Path> paths = written.template().inside().stream().map(plan::path).toList();
        show(paths, plan, taken(plan, bytes));
      }
    } catch (ProtocolException e) {
      text.append(" … ").append(e.getMessage());
    }
  }

  private static InboundMessage taken(MessagePlan plan, byte[] bytes) throws ProtocolException {
    InboundMessage message = plan.newMessage();
    message.take(bytes, 0, bytes.length);
    return message;
  }

  private void show(List<Path> paths, MessagePlan plan, InboundMessage message)
      throws ProtocolException {
    for (Path path : paths) {
      show(path, plan, message);
    }
  }

  /** What a path leads through, from outside to inside. */
  private void show(Path path, MessagePlan plan, InboundMessage message) throws ProtocolException {
    Path source = plan.source(path);
    if (source == null) {
      return;
    }
    show(source, plan, message);
    if (plan.format(path) instanceof ProtobufFormat format) {
      append(message.value(source), source, format);
    }
  }

  private void append(BodyValue value, Path source, ProtobufFormat format) {
    if (value.hasBytes() && shown.add(source.text() + format.type().name())) {
      text.append("; ").append(source.text()).append(" = ").append(format.type().name());
      text.append(" { ");
      ProtobufText.append(format.type(), value.array(), value.start(), value.end(), text);
      text.append(" }");
    }
  }
}
