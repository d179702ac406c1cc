package im.stress.shard;

import com.typesafe.config.ConfigFactory;
import im.stress.config.CodecSettings;
import im.stress.config.ConnectionSettings;
import im.stress.config.GroupSettings;
import im.stress.config.HeartbeatSettings;
import im.stress.config.LoadSettings;
import im.stress.config.LoginSettings;
import im.stress.config.MachineSettings;
import im.stress.config.MessageSettings;
import im.stress.config.ReconnectSettings;
import im.stress.config.RunFiles;
import im.stress.config.RunSettings;
import im.stress.config.SourceAddresses;
import im.stress.config.StormSettings;
import im.stress.config.StressSettings;
import im.stress.config.TargetSettings;
import im.stress.config.TlsSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The settings of a warm-up: those of the run matter little, its server knows one format. */
final class WarmUpSettings {
  /** As many connections as a burst of the ramp makes, for 200 file handles at most. */
  private static final int USERS = 100;

  private static final Duration RAMP_UP = Duration.ofMillis(500);

  /** With {@link #USERS}, 2,000 messages a second: about what a small machine can do when cold. */
  private static final Duration MESSAGE_INTERVAL = Duration.ofMillis(50);

  private static final Duration HEARTBEAT_INTERVAL = Duration.ofMillis(200);

  /** Nobody waits for what is lost in a warm-up. */
  private static final Duration GRACE = Duration.ofMillis(100);

  /** Longer than a warm-up should be: slow is what it is there for, and it is bounded itself. */
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private WarmUpSettings() {}

  static StressSettings of(StressSettings run, URI server) {
    return new StressSettings(
        runSettings(run.run()),
        new TargetSettings(List.of(server)),
        new LoadSettings(USERS, RAMP_UP, run.run().warmUp()),
        new MachineSettings(0, 1, OptionalLong.empty()),
        new LoginSettings("warmup", 0, "", TIMEOUT),
        new MessageSettings(
            MESSAGE_INTERVAL,
            MessageSettings.Arrivals.UNIFORM,
            64,
            TIMEOUT,
            new MessageSettings.Contacts(MessageSettings.Contacts.Kind.RING, 1),
            64),
        GroupSettings.NONE,
        new HeartbeatSettings(HEARTBEAT_INTERVAL, TIMEOUT, 0),
        new ConnectionSettings(
            TIMEOUT,
            TIMEOUT,
            65_536,
            65_536,
            SourceAddresses.AUTO,
            TlsSettings.DEFAULT,
            false,
            run.connection().http()),
        new ReconnectSettings(ReconnectSettings.Policy.OFF, TIMEOUT, TIMEOUT, 1, 0),
        new StormSettings(Duration.ZERO, 1, StormSettings.Cut.CLOSE),
        new CodecSettings("json", ConfigFactory.empty()),
        run.server(),
        run.client(),
        List.of());
  }

  private static RunSettings runSettings(RunSettings run) {
    return new RunSettings(
        "warmup",
        run.resultsDir(),
        run.simulation(),
        run.seed(),
        GRACE,
        false,
        1,
        List.of(),
        run.warmUp(),
        RunFiles.PLAIN,
        Optional.empty());
  }
}
