package im.stress.protocol.template;

import com.typesafe.config.ConfigFactory;
import im.stress.config.CodecSettings;
import im.stress.config.GroupSettings;
import im.stress.config.LoginSettings;
import im.stress.protocol.Chat;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.RecordingLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Protocols and frames for tests. */
final class Frames {
  static final int RUN_KEY = 0x1234abcd;

  private Frames() {}

  /** Users u0, u1 …, token "secret", content of 64 bytes. */
  static ProtocolContext context() {
    return context(RUN_KEY, "u", 0, "secret", 64);
  }

  static ProtocolContext context(int runKey, String prefix, long first, String token, int bytes) {
    LoginSettings login = new LoginSettings(prefix, first, token, Duration.ofSeconds(1));
    return new ProtocolContext(
        runKey,
        login,
        bytes,
        new GroupSettings(2, Duration.ofSeconds(1), true, prefix.isEmpty() ? "" : "g", 0));
  }

  /** The preset {@code json}, changed by the given HOCON. */
  static TemplateProtocol json(String hocon) {
    return json(hocon, context());
  }

  static TemplateProtocol json(String hocon, ProtocolContext context) {
    return TemplateProtocol.of(settings(hocon), context);
  }

  static CodecSettings settings(String hocon) {
    return new CodecSettings("json", ConfigFactory.parseString(hocon));
  }

  static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }

  /** What this user sends first. */
  static String login(TemplateProtocol protocol, ProtocolContext context, int user) {
    RecordingLink link = new RecordingLink(context.runKey());
    protocol.open(context.user(user), link).opened();
    return link.sent().get(0);
  }

  static String heartbeat(TemplateProtocol protocol, int user, long sequence) {
    RecordingLink link = new RecordingLink(RUN_KEY);
    protocol.open(context().user(user), link).heartbeat(sequence);
    return link.sent().get(0);
  }

  /** What the sender of this message sends. */
  static String chat(TemplateProtocol protocol, ProtocolContext context, Chat message) {
    RecordingLink link = new RecordingLink(context.runKey());
    protocol.open(context.user(message.from()), link).chat(message);
    return link.sent().get(0);
  }

  static String chat(TemplateProtocol protocol, int from, int to, int number, int seq, long due) {
    return chat(protocol, context(), new Chat(context()).set(from, to, number, seq, due));
  }

  /** What user 7 of a run with {@link #RUN_KEY} makes of a message. */
  static String decode(TemplateProtocol protocol, ByteBuf message) throws ProtocolException {
    RecordingLink link = new RecordingLink(RUN_KEY);
    ImSession session = protocol.open(context().user(7), link);
    session.opened();
    session.frame(message);
    return link.events();
  }

  static String decode(TemplateProtocol protocol, String message) throws ProtocolException {
    return decode(protocol, bytes(message));
  }
}
