package im.stress.target;

import im.stress.config.Secrets;
import im.stress.config.SettingsException;
import im.stress.config.StressSettings;
import im.stress.protocol.Access;
import im.stress.protocol.ImProtocol;
import im.stress.protocol.ProtocolContext;
import im.stress.transport.Gateway;
import im.stress.transport.GatewayConnector;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/** The one place where protocol, gateways and connector of a run are put together. */
public final class Targets {
  private final StressSettings settings;
  private final ProtocolContext context;
  private final ImProtocol protocol;

  /**
   * What these settings name.
   *
   * @throws SettingsException when it can't be used, whatever the state of the target
   */
  Targets(StressSettings settings, String runId) {
    this.settings = settings;
    this.context = ProtocolContext.of(settings, runId);
    this.protocol = Protocols.of(settings.codec(), context);
    settings.target().urls().forEach(Targets::requireWebSocket);
  }

  /**
   * The way to all gateways of the settings. Asks DNS for names whose addresses are not there.
   *
   * @throws SettingsException when it can't be used, or when a name doesn't resolve
   */
  public static Access of(StressSettings settings, String runId) {
    try {
      return new Targets(settings, runId).accessTo(Gateway.resolve(settings.target()));
    } catch (UnknownHostException e) {
      throw new SettingsException("target: " + e.getMessage() + " doesn't resolve");
    }
  }

  /** The way to these gateways, in turn. */
  Access accessTo(List<Gateway> gateways) {
    return new Access(context, protocol, new GatewayConnector(gateways, settings.connection()));
  }

  private static void requireWebSocket(URI url) {
    if (url.getScheme().equals("tcp")) {
      throw new SettingsException(
          "TARGET_URL: expected ws:// or wss://, got "
              + Secrets.masked(url)
              + "; plain TCP gateways can't be driven yet");
    }
  }
}
