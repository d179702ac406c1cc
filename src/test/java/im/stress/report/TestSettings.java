package im.stress.report;

import com.typesafe.config.ConfigFactory;
import im.stress.config.ClientBounds;
import im.stress.config.CodecSettings;
import im.stress.config.ConnectionSettings;
import im.stress.config.GroupSettings;
import im.stress.config.HeartbeatSettings;
import im.stress.config.HttpSettings;
import im.stress.config.LoadSettings;
import im.stress.config.LoginSettings;
import im.stress.config.MachineSettings;
import im.stress.config.MessageSettings;
import im.stress.config.ReconnectSettings;
import im.stress.config.RunFiles;
import im.stress.config.RunSettings;
import im.stress.config.ServerSettings;
import im.stress.config.SourceAddresses;
import im.stress.config.StormSettings;
import im.stress.config.StressSettings;
import im.stress.config.TargetSettings;
import im.stress.config.Threshold;
import im.stress.config.TlsSettings;
import im.stress.model.Figure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Settings of the run {@code 100 30 120 5000 30000}, made by hand. */
final class TestSettings {

  private TestSettings() {}

  static StressSettings of(Threshold... thresholds) {
    return of(Duration.ofSeconds(5), Duration.ofSeconds(30), thresholds);
  }

  static StressSettings of(LoadSettings load, Threshold... thresholds) {
    return of(load, Duration.ofSeconds(5), Duration.ofSeconds(30), thresholds);
  }

  static StressSettings of(
      Duration messageInterval, Duration heartbeatInterval, Threshold... thresholds) {
    LoadSettings load = new LoadSettings(100, Duration.ofSeconds(30), Duration.ofSeconds(120));
    return of(load, messageInterval, heartbeatInterval, thresholds);
  }

  private static StressSettings of(
      LoadSettings load,
      Duration messageInterval,
      Duration heartbeatInterval,
      Threshold... thresholds) {
    Duration second = Duration.ofSeconds(1);
    return new StressSettings(
        new RunSettings(
            "r",
            Path.of("results"),
            "x.Simulation",
            42,
            second,
            false,
            0,
            List.of(),
            Duration.ZERO,
            RunFiles.PLAIN,
            Optional.empty()),
        new TargetSettings(List.of(URI.create("ws://127.0.0.1:10001/websocket"))),
        load,
        new MachineSettings(0, 0, OptionalLong.empty()),
        new LoginSettings("u", 0, "secret-token", second),
        new MessageSettings(
            messageInterval,
            MessageSettings.Arrivals.UNIFORM,
            128,
            second,
            new MessageSettings.Contacts(MessageSettings.Contacts.Kind.RING, 1),
            64),
        GroupSettings.NONE,
        new HeartbeatSettings(heartbeatInterval, Duration.ofSeconds(10), 3),
        new ConnectionSettings(
            second,
            second,
            10_240,
            65_536,
            SourceAddresses.AUTO,
            TlsSettings.DEFAULT,
            false,
            new HttpSettings(second, 1)),
        new ReconnectSettings(ReconnectSettings.Policy.OFF, second, second, 1, 0),
        new StormSettings(Duration.ZERO, 50, StormSettings.Cut.RESET),
        new CodecSettings("json", ConfigFactory.empty()),
        new ServerSettings(
            "127.0.0.1",
            0,
            ServerSettings.Tcp.CLOSED,
            new ServerSettings.Limits(second, 10_240, 100, 65_536),
            1,
            List.of()),
        bounds(),
        List.of(thresholds));
  }

  private static ClientBounds bounds() {
    return new ClientBounds(
        Duration.ofMillis(100),
        Duration.ofMillis(100),
        Duration.ofMillis(1000),
        85,
        5,
        25,
        Duration.ofMillis(500),
        90,
        90);
  }

  /** Users who write as soon as they are answered, all else as in {@link #of}. */
  static StressSettings closedLoop() {
    StressSettings plain = of();
    MessageSettings closed = plain.message().withArrivals(MessageSettings.Arrivals.CLOSED);
    return with(plain, closed, plain.groups());
  }

  /** With groups, all else as in {@link #of}. */
  static StressSettings with(GroupSettings groups, Threshold... thresholds) {
    StressSettings plain = of(thresholds);
    return with(plain, plain.message(), groups);
  }

  private static StressSettings with(
      StressSettings plain, MessageSettings messages, GroupSettings groups) {
    return new StressSettings(
        plain.run(),
        plain.target(),
        plain.load(),
        plain.machine(),
        plain.login(),
        messages,
        groups,
        plain.heartbeat(),
        plain.connection(),
        plain.reconnect(),
        plain.storm(),
        plain.codec(),
        plain.server(),
        plain.client(),
        plain.thresholds());
  }

  private static Figure figure(String name) {
    return Figure.named(name).orElseThrow();
  }

  static Threshold atLeast(String metric, double bound) {
    return new Threshold(
        metric + " >= " + bound, figure(metric), "", Threshold.Operator.AT_LEAST, bound, true);
  }

  static Threshold atMost(String metric, double bound) {
    return new Threshold(
        metric + " <= " + bound, figure(metric), "", Threshold.Operator.AT_MOST, bound, true);
  }

  /** The same as a default, which nobody asked for. */
  static Threshold byDefault(Threshold asked) {
    return new Threshold(
        asked.name(), asked.figure(), asked.statistic(), asked.operator(), asked.bound(), false);
  }

  static Threshold p99Below(String metric, long millis) {
    return new Threshold(
        metric + " p99 < " + millis + " ms",
        figure(metric),
        "p99",
        Threshold.Operator.LESS,
        millis * 1000.0,
        true);
  }
}
