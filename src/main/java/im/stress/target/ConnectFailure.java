package im.stress.target;

import im.stress.channel.ConnectionEnd;
import im.stress.config.ConnectionSettings;
import im.stress.model.Cause;

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
}
