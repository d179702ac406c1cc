package im.stress.config;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/** Reads {@code im.connection} and {@code im.http}. */
final class ConnectionMapper {
  /** Largest payload of a control frame (RFC 6455, section 5.5): a limit below it breaks pings. */
  static final int SMALLEST_FRAME_LIMIT = 125;

  /** Netty takes connect timeouts as int milliseconds, 24 days; nobody waits that long. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private static final String SOURCES = "im.connection.source-addresses";

  private final SettingsReader in;

  ConnectionMapper(SettingsReader in) {
    this.in = in;
  }

  ConnectionSettings map() {
    return new ConnectionSettings(
        in.positiveTime("im.connection.connect-timeout", LONGEST_WAIT),
        in.positiveTime("im.connection.handshake-timeout", LONGEST_WAIT),
        in.whole("im.connection.max-frame-bytes", SMALLEST_FRAME_LIMIT),
        in.whole("im.connection.max-queued-bytes", 1),
        sourceAddresses(),
        new TlsMapper(in).map(),
        in.flag("im.connection.compression"),
        new HttpSettings(
            in.positiveTime("im.http.timeout", LONGEST_WAIT),
            in.whole("im.http.lane-connections", 1)));
  }

  private SourceAddresses sourceAddresses() {
    List<String> texts = in.texts(SOURCES);
    return texts.equals(List.of("auto"))
        ? SourceAddresses.AUTO
        : new SourceAddresses(false, texts.stream().map(this::sourceAddress).toList());
  }

  private InetAddress sourceAddress(String text) {
    try {
      if (NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text)) {
        return InetAddress.getByName(text);
      }
    } catch (UnknownHostException e) {
      // an interface after % that this machine doesn't have
    }
    throw in.setting(SOURCES)
        .expected("auto, or IP addresses of this machine", Setting.quoted(text));
  }
}
