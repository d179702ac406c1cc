package im.stress.config;

import im.stress.config.ServerSettings.Architecture;
import im.stress.config.ServerSettings.Http;
import im.stress.config.ServerSettings.Limits;
import im.stress.config.ServerSettings.Protocol;
import im.stress.config.ServerSettings.Spoken;
import im.stress.config.ServerSettings.Tcp;
import im.stress.config.ServerSettings.TcpFraming;
import java.util.List;
import java.util.OptionalInt;

/** Reads {@code im.server}. */
final class ServerMapper {
  static final String TCP_PORT = "im.server.tcp-port";
  static final String HTTP_PORT = "im.server.http-port";
  private static final String KEEP_ALIVE = "im.server.http-keep-alive";
  private static final String FAULTS = "im.server.faults";

  private final SettingsReader in;

  ServerMapper(SettingsReader in) {
    this.in = in;
  }

  ServerSettings map() {
    return new ServerSettings(
        in.text("im.server.bind", "\\S+", "an address of this machine, such as 127.0.0.1"),
        in.whole("im.server.port", 0, TargetUrls.LARGEST_PORT),
        new Spoken(in.choice("im.server.protocol", Protocol.class), tcp(), http()),
        limits(),
        in.wholeLong("im.server.seed", "", 0, Long.MAX_VALUE),
        faults());
  }

  private Tcp tcp() {
    return new Tcp(
        portOrNone(TCP_PORT),
        in.choice("im.server.tcp-framing", TcpFraming.class),
        in.flag("im.server.require-registration"));
  }

  private Http http() {
    Architecture architecture = in.choice("im.server.http-architecture", Architecture.class);
    boolean keepAlive = in.flag(KEEP_ALIVE);
    if (keepAlive && architecture == Architecture.THREADS) {
      throw in.setting(KEEP_ALIVE)
          .expected("false, since the architecture threads closes after each answer");
    }
    return new Http(portOrNone(HTTP_PORT), architecture, keepAlive);
  }

  private OptionalInt portOrNone(String key) {
    return in.isGiven(key)
        ? OptionalInt.of(in.whole(key, 0, TargetUrls.LARGEST_PORT))
        : OptionalInt.empty();
  }

  private Limits limits() {
    return new Limits(
        in.time("im.server.idle-timeout"),
        in.whole("im.server.max-frame-bytes", ConnectionMapper.SMALLEST_FRAME_LIMIT),
        in.whole("im.server.max-users", 1),
        in.whole("im.server.max-queued-bytes", 1));
  }

  private List<String> faults() {
    List<String> faults = in.texts(FAULTS);
    for (String fault : faults) {
      if (!fault.matches("[a-z-]+=.+")) {
        throw in.setting(FAULTS)
            .expected("NAME=VALUE, such as ack-delay=5s", Setting.quoted(fault));
      }
    }
    return faults;
  }
}
