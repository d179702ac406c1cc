package im.stress.target;

import im.stress.channel.Connector;
import im.stress.channel.Framing;
import im.stress.config.MessageSettings;
import im.stress.config.SettingsException;
import im.stress.config.StressSettings;
import im.stress.protocol.Access;
import im.stress.protocol.ImProtocol;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.Traits;
import im.stress.protocol.Traits.HeartbeatKind;
import im.stress.protocol.UserValues;
import im.stress.transport.Dialer;
import im.stress.transport.Gateway;
import im.stress.transport.GatewayConnector;
import im.stress.transport.HandshakeWatch;
import im.stress.transport.http.HttpConnector;
import im.stress.transport.http.HttpLanes;
import java.net.UnknownHostException;
import java.time.Duration;
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
    requireMessages();
    requireAcks();
    requireAnswers();
    requirePolls();
    requireGroups();
  }

  private void requireMessages() {
    if (settings.message().enabled() && protocol.traits().messages() == Traits.Messages.NONE) {
      throw new SettingsException(
          "im.message.interval: expected 0: the format %s cannot send messages yet, got %d ms"
              .formatted(settings.codec().format(), settings.message().interval().toMillis()));
    }
  }

  /** Without them, nothing tells when the next message of a closed loop is due. */
  private void requireAcks() {
    if (isClosedLoop() && !protocol.traits().acknowledgesMessages()) {
      throw new SettingsException(
          ("im.message.arrivals: expected uniform or poisson, since the format %s does not"
                  + " acknowledge messages; got closed")
              .formatted(settings.codec().format()));
    }
  }

  private boolean isClosedLoop() {
    MessageSettings message = settings.message();
    return message.enabled() && message.arrivals() == MessageSettings.Arrivals.CLOSED;
  }

  /** Else the next request of a closed loop would be made while the last one is under way. */
  private void requireAnswers() {
    Duration ackTimeout = settings.message().ackTimeout();
    Duration requestTimeout = settings.connection().http().timeout();
    if (isClosedLoop() && protocol.writesByRequest() && ackTimeout.compareTo(requestTimeout) < 0) {
      throw new SettingsException(
          ("im.message.ack-timeout: expected im.http.timeout (%d ms) or more, since messages are"
                  + " requests of HTTP and im.message.arrivals is closed; got %d ms")
              .formatted(requestTimeout.toMillis(), ackTimeout.toMillis()));
    }
  }

  private void requirePolls() {
    if (settings.message().enabled()
        && protocol.traits().polls()
        && !settings.heartbeat().enabled()) {
      throw new SettingsException(
          ("im.heartbeat.interval: expected more than 0, since users of the format %s poll for"
                  + " messages with their heartbeats; got 0")
              .formatted(settings.codec().format()));
    }
  }

  private void requireGroups() {
    Traits.Groups has = protocol.traits().groups();
    String format = settings.codec().format();
    if (settings.groups().enabled() && !has.available()) {
      throw new SettingsException(
          ("im.groups.size: expected 0, since the format %s has no group messages; got %d"
                  + " (outbound.group-chat and inbound.group-push describe them)")
              .formatted(format, settings.groups().size()));
    }
    if (settings.groups().enabled() && settings.groups().join() && !has.joins()) {
      throw new SettingsException(
          ("im.groups.join: expected false, since users can't join groups in the format %s; got"
                  + " true (outbound.join-group describes it)")
              .formatted(format));
    }
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

  /**
   * Whether users of these settings ask for their messages.
   *
   * @throws SettingsException when it can't be used
   */
  public static boolean polls(StressSettings settings) {
    return new Targets(settings, settings.run().id()).protocol.traits().polls();
  }

  /**
   * The way to these gateways, in turn.
   *
   * @throws SettingsException when the protocol can't be spoken there
   */
  private Access accessTo(List<Gateway> gateways) {
    gateways.forEach(this::requireFittingFrames);
    return access(new Dialer(gateways, settings.connection()));
  }

  /**
   * The way to one gateway, for connections that are watched while they are made.
   *
   * @throws SettingsException when the protocol can't be spoken there
   */
  Access watched(Gateway gateway, HandshakeWatch watch) {
    requireFittingFrames(gateway);
    return access(new Dialer(List.of(gateway), settings.connection(), watch));
  }

  private Access access(Dialer dialer) {
    Connector connector =
        protocol.framing() instanceof Framing.Http http
            ? new HttpConnector(dialer, settings.connection(), http.keepAlive())
            : new GatewayConnector(dialer, settings.connection(), protocol.framing());
    return new Access(
        context, protocol, connector, new HttpLanes(settings.connection(), settings.target()));
  }

  ImProtocol protocol() {
    return protocol;
  }

  /** Who the user with this index is. */
  UserValues user(int index) {
    return context.user(index);
  }

  /** Frames of WebSocket are of no use where there are none. */
  private void requireFittingFrames(Gateway gateway) {
    boolean http = protocol.framing() instanceof Framing.Http;
    if (gateway.isHttp() != http) {
      throw otherScheme(gateway, http);
    }
    if (gateway.isWebSocket()) {
      return;
    }
    if (!http && !protocol.framing().isStream()) {
      throw unfit(gateway, "each message is a frame", "framing = json or lines");
    }
    if (protocol.traits().heartbeatKind() == HeartbeatKind.PING_FRAME) {
      throw unfit(gateway, "heartbeats are ping frames", "heartbeat-kind = message or none");
    }
  }

  private SettingsException otherScheme(Gateway gateway, boolean http) {
    return new SettingsException(
        "target: expected %s, since the format %s %s; got %s; name another target, or another format in im.codec.format (--preset)"
            .formatted(
                http ? "http:// or https://" : "ws://, wss://, tcp:// or tls://",
                settings.codec().format(),
                http ? "speaks HTTP" : "does not speak HTTP",
                gateway.shownUrl()));
  }

  private SettingsException unfit(Gateway gateway, String why, String remedy) {
    return new SettingsException(
        "target: expected ws:// or wss://, since in the format %s %s; got %s; set im.codec.template.%s"
            .formatted(settings.codec().format(), why, gateway.shownUrl(), remedy));
  }
}
