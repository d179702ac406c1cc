package im.stress.protocol.template;

import im.stress.channel.Endpoint;
import im.stress.channel.Framing;
import im.stress.channel.HttpOrigin;
import im.stress.config.CodecSettings;
import im.stress.config.SettingsException;
import im.stress.protocol.ImLink;
import im.stress.protocol.ImProtocol;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.Traits;
import im.stress.protocol.UserValues;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Any protocol that a preset describes, under {@code im.codec.template}: see {@code
 * docs/presets.md}. Immutable, safe on any thread.
 */
public final class TemplateProtocol implements ImProtocol {
  private final int runKey;
  private final Preset preset;

  private final FastThreadLocal<LoopState> loops =
      new FastThreadLocal<>() {
        @Override
        protected LoopState initialValue() {
          return new LoopState(preset);
        }
      };

  private TemplateProtocol(int runKey, Preset preset) {
    this.runKey = runKey;
    this.preset = preset;
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
    return new TemplateProtocol(
        context.runKey(), new PresetCompiler(template, context, epochMillis).compile());
  }

  @Override
  public Framing framing() {
    return preset.settings().framing();
  }

  @Override
  public boolean writesByRequest() {
    SentMessage chat = preset.outbound().chat();
    return chat != null && chat.isRequest();
  }

  @Override
  public Traits traits() {
    return preset.traits();
  }

  @Override
  public Endpoint endpoint(UserValues user) {
    return preset
        .connect()
        .endpoint(loops.get().outgoing().of(user.index(), ConnectSettings.NO_VALUES, 0));
  }

  @Override
  public Optional<HttpOrigin> messageServer() {
    return Optional.ofNullable(preset.outbound().chat())
        .map(SentMessage::exchange)
        .map(HttpExchange::server);
  }

  @Override
  public String readable(ByteBuf message, boolean sent) {
    return new ReadableMessage(preset, sent, loops.get().written()).of(message);
  }

  @Override
  public ImSession open(UserValues user, ImLink link) {
    return new TemplateSession(preset, runKey, user.index(), link, loops.get());
  }
}
