package im.stress.codec;

import im.stress.config.CodecSettings;
import im.stress.config.SettingsException;
import java.util.function.Supplier;

/** Makes the codecs of a run. */
public final class Codecs {

  private Codecs() {}

  /**
   * Compiles the format that the settings name, once.
   *
   * @return gives one codec per call: one for each event loop
   * @throws SettingsException when the format can't be used: one line that names the key
   */
  public static Supplier<ImCodec> of(CodecSettings settings, CodecContext context) {
    if (context.contentBytes() < Marker.LENGTH) {
      throw new SettingsException(
          "im.message.size: expected %d or more bytes (room for the marker), got %d"
              .formatted(Marker.LENGTH, context.contentBytes()));
    }
    TemplateProtocol protocol =
        TemplateProtocol.compile(Presets.complete(settings), context, System::currentTimeMillis);
    return () -> new TemplateCodec(protocol);
  }
}
