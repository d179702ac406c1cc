package im.stress.target;

import im.stress.config.CodecSettings;
import im.stress.config.SettingsException;
import im.stress.protocol.ImProtocol;
import im.stress.protocol.Marker;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolFactory;
import im.stress.protocol.template.TemplateProtocol;
import java.util.ServiceLoader;

/** Finds the protocol of a run by its name. */
final class Protocols {
  private Protocols() {}

  /**
   * The protocol in Java of this name, or that of the class of this name, or else the one of the
   * preset file of this name.
   *
   * @throws SettingsException when it can't be used: one line that names the key
   */
  static ImProtocol of(CodecSettings settings, ProtocolContext context) {
    if (context.contentBytes() < Marker.LENGTH) {
      throw new SettingsException(
          "im.message.size: expected %d or more bytes (room for the marker), got %d"
              .formatted(Marker.LENGTH, context.contentBytes()));
    }
    for (ProtocolFactory factory : ServiceLoader.load(ProtocolFactory.class)) {
      if (factory.name().equals(settings.format())) {
        return create(factory, settings, context);
      }
    }
    return FactoryClass.isNamedBy(settings.format())
        ? create(FactoryClass.make(settings.format()), settings, context)
        : TemplateProtocol.of(settings, context);
  }

  /** What a factory throws is about the settings: there is nothing else that it was given. */
  private static ImProtocol create(
      ProtocolFactory factory, CodecSettings settings, ProtocolContext context) {
    ImProtocol protocol;
    try {
      protocol = factory.create(settings, context);
    } catch (SettingsException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw noProtocol(settings, String.valueOf(e));
    }
    if (protocol == null) {
      throw noProtocol(settings, "null");
    }
    return protocol;
  }

  private static SettingsException noProtocol(CodecSettings settings, String got) {
    return new SettingsException(
        "im.codec.format: %s: expected a protocol from its factory, got %s"
            .formatted(settings.format(), got));
  }
}
