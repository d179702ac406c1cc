package im.stress.user;

import im.stress.channel.Connector;
import im.stress.config.StressSettings;
import im.stress.protocol.Access;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.template.TemplateProtocol;

/** Users without a network: they speak the protocol of the settings over a connector of a test. */
final class TestAccess {
  private TestAccess() {}

  static Access through(StressSettings settings, Connector connector) {
    ProtocolContext context = ProtocolContext.of(settings, "test");
    return new Access(context, TemplateProtocol.of(settings.codec(), context), connector);
  }
}
