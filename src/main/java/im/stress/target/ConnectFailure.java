package im.stress.target;

import im.stress.channel.ConnectionEnd;
import im.stress.config.ConnectionSettings;
import im.stress.model.Cause;
import im.stress.transport.Gateway;

/** Why a TCP connect failed, in some words for people. */
final class ConnectFailure {
  /** What to do about it, in most cases. */
  static final String ADVICE = "is the server running, and on this port?";

  private ConnectFailure() {}

  static String words(ConnectionEnd end, ConnectionSettings settings) {
    return switch (Cause.named(end.cause()).orElseThrow()) {
      case REFUSED -> "connection refused";
      case CONNECT_TIMEOUT ->
          "no answer to the connect within " + settings.connectTimeout().toMillis() + " ms";
      case UNREACHABLE -> "no route to this address";
      default -> end.detail();
    };
  }

  /** Why a connection did not open, and what to look at. */
  static String explained(ConnectionEnd end, ConnectionSettings settings, Gateway gateway) {
    return switch (Cause.named(end.cause()).orElseThrow()) {
      case HANDSHAKE_STATUS ->
          "answered the WebSocket upgrade with "
              + end.detail()
              + ", expected 101: is this the path of the IM gateway, and is the token right?";
      case REFUSED -> words(end, settings) + ": " + ADVICE;
      case CONNECT_TIMEOUT -> words(end, settings) + ": is a firewall between?";
      case UNREACHABLE -> words(end, settings) + ": check the address and the network";
      case HANDSHAKE_TIMEOUT -> end.detail() + ": is this a WebSocket server?";
      case CLOSED_BY_SERVER ->
          gateway.isWebSocket()
              ? "closed the connection in place of an answer to the upgrade: is the token right,"
                  + " does it limit connections from one address, is this a WebSocket server?"
              : other(end, gateway);
      case TLS -> "TLS failed: " + end.detail();
      case OUT_OF_PORTS ->
          end.detail()
              + ": is there a free local port, and has this machine all of"
              + " im.connection.source-addresses?";
      default -> other(end, gateway);
    };
  }

  private static String other(ConnectionEnd end, Gateway gateway) {
    return "%s (%s): is this %s server?"
        .formatted(end.cause(), end.detail(), gateway.isHttp() ? "an HTTP" : "a WebSocket");
  }
}
