package im.stress.codec;

import im.stress.codec.ImCodec.HeartbeatKind;
import im.stress.config.SettingsException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A JSON protocol, compiled from {@code im.codec.template}. Immutable, shared by all codecs of a
 * run.
 *
 * @param runKey key of the run, to tell our ids and markers from others
 * @param heartbeatKind how a connection is kept alive
 * @param textFrames whether a frame goes into a text frame of WebSocket
 * @param login the template of a login
 * @param heartbeat the template of a heartbeat, for {@link HeartbeatKind#MESSAGE} only
 * @param chat the template of a one-to-one message
 * @param matchers the kinds of frames that the server sends
 */
record TemplateProtocol(
    int runKey,
    HeartbeatKind heartbeatKind,
    boolean textFrames,
    OutboundTemplate<Outbound.Login> login,
    Optional<OutboundTemplate<Outbound.Heartbeat>> heartbeat,
    OutboundTemplate<Outbound.Chat> chat,
    FrameMatchers matchers) {
  private static final String HEARTBEAT_KIND = "heartbeat-kind";
  private static final String TEXT_FRAMES = "text-frames";
  private static final String OUTBOUND = "outbound";
  private static final String INBOUND = "inbound";
  private static final String HEARTBEAT = "heartbeat";
  private static final String CHAT = "chat";

  /** The smallest and the largest user: a template has to give JSON for both. */
  private static final List<Outbound.Login> LOGINS =
      List.of(new Outbound.Login(0), new Outbound.Login(Integer.MAX_VALUE));

  private static final List<Outbound.Heartbeat> HEARTBEATS =
      List.of(
          new Outbound.Heartbeat(0, 1), new Outbound.Heartbeat(Integer.MAX_VALUE, Long.MAX_VALUE));

  private static final List<Outbound.Chat> CHATS =
      List.of(
          new Outbound.Chat(0, 1, 0, 0, 0),
          new Outbound.Chat(
              Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 0));

  /**
   * Compiles and checks a whole protocol.
   *
   * @param epochMillis the clock behind {@code ${epochMillis}}
   * @throws SettingsException when the protocol can't be used
   */
  static TemplateProtocol compile(
      SettingsBlock template, CodecContext context, LongSupplier epochMillis) {
    template.allowOnly(List.of(HEARTBEAT_KIND, TEXT_FRAMES, OUTBOUND, INBOUND));
    HeartbeatKind heartbeatKind = heartbeatKind(template);
    SettingsBlock outbound = requiredBlock(template, OUTBOUND);
    outbound.allowOnly(List.of("login", HEARTBEAT, CHAT));
    SettingsBlock inbound = requiredBlock(template, INBOUND);
    OutboundVariables variables = new OutboundVariables(context, epochMillis);
    TemplateProtocol protocol =
        new TemplateProtocol(
            context.runKey(),
            heartbeatKind,
            textFrames(template),
            OutboundTemplate.compile(outbound, "login", variables.ofLogin(), LOGINS),
            heartbeat(heartbeatKind, outbound, variables),
            OutboundTemplate.compile(outbound, CHAT, variables.ofChat(), CHATS),
            FrameMatcherCompiler.compile(inbound));
    protocol.requireKinds(inbound);
    protocol.requireChatVariables(outbound);
    return protocol;
  }

  private static SettingsBlock requiredBlock(SettingsBlock template, String key) {
    return template
        .block(key)
        .orElseThrow(() -> template.error(key, "expected a block { … }, got nothing"));
  }

  private static HeartbeatKind heartbeatKind(SettingsBlock template) {
    String name = template.text(HEARTBEAT_KIND).orElse("nothing");
    return switch (name) {
      case "message" -> HeartbeatKind.MESSAGE;
      case "ping-frame" -> HeartbeatKind.PING_FRAME;
      case "none" -> HeartbeatKind.NONE;
      default ->
          throw template.error(
              HEARTBEAT_KIND, "expected one of message, ping-frame, none, got " + name);
    };
  }

  private static boolean textFrames(SettingsBlock template) {
    return template
        .value(TEXT_FRAMES)
        .map(
            value -> {
              if (value.unwrapped() instanceof Boolean truth) {
                return truth;
              }
              throw template.error(
                  TEXT_FRAMES, "expected true or false, got " + SettingsBlock.describe(value));
            })
        .orElse(true);
  }

  private static Optional<OutboundTemplate<Outbound.Heartbeat>> heartbeat(
      HeartbeatKind kind, SettingsBlock outbound, OutboundVariables variables) {
    return kind == HeartbeatKind.MESSAGE
        ? Optional.of(
            OutboundTemplate.compile(outbound, HEARTBEAT, variables.ofHeartbeat(), HEARTBEATS))
        : Optional.empty();
  }

  private void requireKinds(SettingsBlock inbound) {
    requireKind(InboundKind.LOGIN_ACK, inbound);
    requireKind(InboundKind.PUSH, inbound);
    if (heartbeatKind == HeartbeatKind.MESSAGE) {
      requireKind(InboundKind.HEARTBEAT_ACK, inbound);
    }
  }

  private void requireKind(InboundKind kind, SettingsBlock inbound) {
    if (!matchers.has(kind)) {
      throw inbound.error(kind.key(), "expected a frame matcher { match { … } }, got nothing");
    }
  }

  /** Without them, no delivery or no acknowledgement could be told from another. */
  private void requireChatVariables(SettingsBlock outbound) {
    if (!chat.uses("content")) {
      throw outbound.error(CHAT, "expected ${content} in it: deliveries are known by its marker");
    }
    if (matchers.has(InboundKind.CHAT_ACK) && !chat.uses("id")) {
      throw outbound.error(
          CHAT, "expected ${id} in it: inbound.chat-ack is known by it (null = no acks)");
    }
  }
}
