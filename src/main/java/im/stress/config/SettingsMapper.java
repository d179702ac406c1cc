package im.stress.config;

import im.stress.config.MessageSettings.Contacts;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Effective settings to records, each value checked by itself and against its neighbours. */
final class SettingsMapper {
  /** Year 5138: above it, the number was surely in milliseconds. */
  private static final long LATEST_EPOCH_SECOND = 99_999_999_999L;

  static final String THRESHOLDS = "im.thresholds";

  /** A default as well; nothing to show where there are no groups. */
  private static final String THRESHOLD_OF_GROUPS = "success.groupDelivery >= 0.95";

  private final SettingsReader in;
  private final Optional<UserColumns> users;

  /**
   * Maps what this reads.
   *
   * @param users values of the users where they are known; empty = the files have them
   */
  SettingsMapper(SettingsReader in, Optional<UserColumns> users) {
    this.in = in;
    this.users = users;
  }

  StressSettings map() {
    StressSettings settings =
        new StressSettings(
            run(),
            target(),
            load(),
            machine(),
            new LoginMapper(in, users).map(),
            message(),
            groups(),
            heartbeat(),
            new ConnectionMapper(in).map(),
            reconnect(),
            storm(),
            new CodecSettings(
                in.text(
                    "im.codec.format",
                    "[A-Za-z0-9_][A-Za-z0-9._$-]*",
                    "the name of a format, such as json, or of a class"),
                in.block("im.codec.template")),
            new ServerMapper(in).map(),
            client(),
            thresholds());
    CrossChecks.check(settings, in);
    return settings;
  }

  private TargetSettings target() {
    List<URI> urls = TargetUrls.read(in);
    return new TargetSettings(urls, TargetUrls.scheme(in), TargetAddresses.read(in, urls));
  }

  private RunSettings run() {
    return new RunSettings(
        in.text("im.run.id", RunId.FORM, RunId.FORM_TEXT),
        folder(
            "im.run.results-dir", in.text("im.run.results-dir", "(?s).+", "the path of a folder")),
        in.text("im.run.simulation", "\\S+", "the class name of a simulation"),
        in.wholeLong("im.run.seed", "", 0, Long.MAX_VALUE),
        in.time("im.run.grace"),
        in.flag("im.run.open-browser"),
        in.whole("im.run.shards", 0),
        in.texts("im.run.monitors").stream().map(text -> folder("im.run.monitors", text)).toList(),
        in.time("im.run.warm-up"),
        new RunFiles(
            in.time("im.run.summary-interval"),
            in.wholeLong("im.run.log-records", "operations", 0, Long.MAX_VALUE)),
        LiveAddress.read(in));
  }

  private Path folder(String key, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw in.setting(key).expected("the path of a folder");
    }
  }

  private LoadSettings load() {
    return new LoadSettings(
        in.whole("im.users", 1),
        in.time("im.ramp-up"),
        in.positiveTime("im.duration", Times.LONGEST));
  }

  private MachineSettings machine() {
    return new MachineSettings(
        in.whole("im.machine.id", 0),
        in.whole("im.machine.count", 0),
        in.isGiven("im.machine.start-at")
            ? OptionalLong.of(
                in.wholeLong(
                    "im.machine.start-at", "seconds since the epoch", 0, LATEST_EPOCH_SECOND))
            : OptionalLong.empty());
  }

  private MessageSettings message() {
    Duration interval = in.interval("im.message.interval");
    Duration ackTimeout = in.positiveTime("im.message.ack-timeout", Times.LONGEST);
    Contacts contacts = ContactsParser.read(in.setting("im.message.contacts"));
    return new MessageSettings(
        interval,
        in.choice("im.message.arrivals", MessageSettings.Arrivals.class),
        MessageSize.of(in.setting("im.message.size")),
        ackTimeout,
        contacts,
        LedgerWindow.given(in));
  }

  private GroupSettings groups() {
    int size = in.whole("im.groups.size", 0);
    if (size == 1) {
      throw in.setting("im.groups.size").expected("0 (no groups), or 2 or more members");
    }
    return new GroupSettings(
        size,
        in.interval("im.groups.interval"),
        in.flag("im.groups.join"),
        in.rawText("im.groups.prefix"),
        in.wholeLong("im.groups.first", "", 0, Long.MAX_VALUE - Integer.MAX_VALUE));
  }

  private HeartbeatSettings heartbeat() {
    return new HeartbeatSettings(
        in.interval("im.heartbeat.interval"),
        in.positiveTime("im.heartbeat.timeout", Times.LONGEST),
        in.whole("im.heartbeat.max-missed", 0));
  }

  private ReconnectSettings reconnect() {
    return new ReconnectSettings(
        in.choice("im.reconnect.policy", ReconnectSettings.Policy.class),
        in.time("im.reconnect.delay"),
        in.time("im.reconnect.max-delay"),
        in.whole("im.reconnect.max-attempts", 1),
        in.whole("im.reconnect.max-per-second", 0));
  }

  private StormSettings storm() {
    double percent = in.percent("im.storm.percent");
    if (percent == 0) {
      throw in.setting("im.storm.percent").expected("a number of more than 0, up to 100");
    }
    return new StormSettings(
        in.time("im.storm.at"), percent, in.choice("im.storm.cut", StormSettings.Cut.class));
  }

  private ClientBounds client() {
    return new ClientBounds(
        in.time("im.client.max-event-loop-lag-p99"),
        in.time("im.client.max-send-lateness-p99"),
        in.time("im.client.max-heartbeat-lateness-p99"),
        in.percent("im.client.max-cpu-percent"),
        in.percent("im.client.max-steal-percent"),
        in.percent("im.client.max-throttled-percent"),
        in.time("im.client.max-gc-pause"),
        in.percent("im.client.max-fd-percent"),
        in.percent("im.client.max-port-percent"));
  }

  private List<Threshold> thresholds() {
    List<Threshold> given = in.texts(THRESHOLDS).stream().map(this::threshold).toList();
    if (!in.setting(THRESHOLDS).isDefault()) {
      return given;
    }
    List<Threshold> defaults = new ArrayList<>(given);
    if (groups().enabled()) {
      defaults.add(threshold(THRESHOLD_OF_GROUPS));
    }
    return defaults.stream().map(Threshold::asDefault).toList();
  }

  private Threshold threshold(String text) {
    try {
      return ThresholdParser.parse(text);
    } catch (SettingsException e) {
      throw in.setting(THRESHOLDS).rejected(e.getMessage());
    }
  }
}
