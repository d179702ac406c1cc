package im.stress.config;

import im.stress.config.ServerSettings.Limits;
import im.stress.config.ServerSettings.Protocol;
import im.stress.config.ServerSettings.Tcp;
import im.stress.config.ServerSettings.TcpFraming;
import java.util.List;
import java.util.OptionalInt;

/** Reads {@code im.server}. */
final class ServerMapper {
  private static final String TCP_PORT = "im.server.tcp-port";
  private static final String FAULTS = "im.server.faults";

  private final SettingsReader in;

  ServerMapper(SettingsReader in) {
    this.in = in;
  }

  ServerSettings map() {
    return new ServerSettings(
        in.text("im.server.bind", "\\S+", "an address of this machine, such as 127.0.0.1"),
        in.whole("im.server.port", 0, TargetUrls.LARGEST_PORT),
        in.choice("im.server.protocol", Protocol.class),
        tcp(),
        limits(),
        in.wholeLong("im.server.seed", "", 0, Long.MAX_VALUE),
        faults());
  }

  private Tcp tcp() {
    return new Tcp(
        in.isGiven(TCP_PORT)
            ? OptionalInt.of(in.whole(TCP_PORT, 0, TargetUrls.LARGEST_PORT))
            : OptionalInt.empty(),
        in.choice("im.server.tcp-framing", TcpFraming.class),
        in.flag("im.server.require-registration"));
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
