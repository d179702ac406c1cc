package im.stress.protocol.template;

import im.stress.channel.FrameKind;
import im.stress.channel.Framing;
import im.stress.config.CodecSettings;
import im.stress.config.SettingsException;
import im.stress.protocol.ImLink;
import im.stress.protocol.ImProtocol;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.Traits;
import im.stress.protocol.Traits.HeartbeatKind;
import im.stress.protocol.Traits.Messages;
import im.stress.protocol.UserValues;
import im.stress.protocol.body.BodyReader;
import im.stress.protocol.body.MessageBytes;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Any protocol of JSON objects, described by {@code im.codec.template}: see {@code docs/codec.md}.
 * Immutable, safe on any thread.
 */
public final class TemplateProtocol implements ImProtocol {
  private static final String OUTBOUND = "outbound";
  private static final String INBOUND = "inbound";

  private final int runKey;
  private final TemplateSettings settings;
  private final FrameMatchers matchers;
  private final OutboundTemplates outbound;
  private final Traits traits;

  /** What the sessions of one event loop share, so that a user costs little memory. */
  private final FastThreadLocal<Shared> shared =
      new FastThreadLocal<>() {
        @Override
        protected Shared initialValue() {
          return new Shared(new MessageBytes(), matchers.newReader(), new TemplateValues());
        }
      };

  private TemplateProtocol(
      SettingsBlock template, ProtocolContext context, LongSupplier epochMillis) {
    List<String> known = new ArrayList<>(TemplateSettings.KEYS);
    known.addAll(List.of(OUTBOUND, INBOUND));
    template.allowOnly(known);
    runKey = context.runKey();
    settings = TemplateSettings.read(template);
    SettingsBlock inboundBlock = requiredBlock(template, INBOUND);
    SettingsBlock outboundBlock = requiredBlock(template, OUTBOUND);
    matchers = FrameMatcherCompiler.compile(inboundBlock);
    outbound =
        OutboundTemplates.compile(
            outboundBlock,
            settings,
            matchers,
            new OutboundVariables(context, epochMillis),
            context);
    traits =
        new Traits(
            matchers.has(InboundKind.CHAT_ACK) ? Messages.ACKNOWLEDGED : Messages.SENT,
            settings.heartbeatKind(),
            settings.echo(),
            groups());
    requireKinds(inboundBlock);
    requireVariables(outboundBlock, OutboundTemplates.CHAT, outbound.chat(), InboundKind.CHAT_ACK);
    if (traits.groups().available()) {
      requireVariables(
          outboundBlock, OutboundTemplates.GROUP_CHAT, outbound.groupChat(), InboundKind.GROUP_ACK);
    }
  }

  /**
   * The protocol of the preset that the settings name, with what they change in it.
   *
   * @throws SettingsException when it can't be used: one line that names the key
   */
  public static TemplateProtocol of(CodecSettings settings, ProtocolContext context) {
    return compile(PresetTemplate.complete(settings), context, System::currentTimeMillis);
  }

  /**
   * Compiles and checks a whole protocol.
   *
   * @param epochMillis the clock behind {@code ${epochMillis}}
   */
  static TemplateProtocol compile(
      SettingsBlock template, ProtocolContext context, LongSupplier epochMillis) {
    return new TemplateProtocol(template, context, epochMillis);
  }

  /** Without an arrival, a group message measures nothing. */
  private Traits.Groups groups() {
    return new Traits.Groups(
        outbound.groupChat() != null && matchers.has(InboundKind.GROUP_PUSH),
        outbound.joinGroup() != null,
        matchers.has(InboundKind.JOIN_ACK),
        matchers.has(InboundKind.GROUP_ACK));
  }

  private static SettingsBlock requiredBlock(SettingsBlock template, String key) {
    return template
        .block(key)
        .orElseThrow(() -> template.error(key, "expected a block { … }, got nothing"));
  }

  private void requireKinds(SettingsBlock inbound) {
    requireKind(InboundKind.LOGIN_ACK, inbound);
    requireKind(InboundKind.PUSH, inbound);
    if (settings.heartbeatKind() == HeartbeatKind.MESSAGE) {
      requireKind(InboundKind.HEARTBEAT_ACK, inbound);
    }
    if (!settings.registerOn().isEmpty()) {
      requireKind(InboundKind.REGISTER_ACK, inbound);
    }
  }

  private void requireKind(InboundKind kind, SettingsBlock inbound) {
    if (!matchers.has(kind)) {
      throw inbound.error(kind.key(), "expected a frame matcher { match { … } }, got nothing");
    }
  }

  /** Without them, no delivery or no acknowledgement could be told from another. */
  private void requireVariables(
      SettingsBlock block, String name, OutboundTemplate message, InboundKind ack) {
    if (!message.uses("content")) {
      throw block.error(name, "expected ${content} in it: deliveries are known by its marker");
    }
    if (matchers.read(ack, Field.ID) && !message.uses("id")) {
      throw block.error(
          name,
          "expected ${id} in it: inbound.%s is known by it (null = no acks)".formatted(ack.key()));
    }
    if (matchers.read(ack, Field.UP_TO) && !message.uses("seq")) {
      throw block.error(
          name, "expected ${seq} in it: inbound.%s counts up to it".formatted(ack.key()));
    }
  }

  @Override
  public Framing framing() {
    return settings.framing();
  }

  @Override
  public Traits traits() {
    return traits;
  }

  @Override
  public ImSession open(UserValues user, ImLink link) {
    return new TemplateSession(this, user, link, shared.get());
  }

  int runKey() {
    return runKey;
  }

  FrameKind frameKind() {
    return settings.frameKind();
  }

  OutboundTemplates outbound() {
    return outbound;
  }

  FrameMatchers matchers() {
    return matchers;
  }

  /** Whether a login that was refused with this code asks for a registration. */
  boolean registersOn(int code) {
    return settings.registerOn().contains(code);
  }

  /**
   * What one event loop needs once.
   *
   * @param bytes of the message that is being read
   * @param reader reads one message after the other
   * @param values what the message that is being sent is filled in with
   */
  record Shared(MessageBytes bytes, BodyReader reader, TemplateValues values) {}
}
