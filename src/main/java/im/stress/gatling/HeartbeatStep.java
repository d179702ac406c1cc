package im.stress.gatling;

import im.stress.config.HeartbeatSettings;
import io.gatling.core.action.builder.ActionBuilder;
import java.time.Duration;

/** {@code im.heartbeats()}: the heartbeats of a user. Immutable. */
public final class HeartbeatStep implements io.gatling.javaapi.core.ActionBuilder {
  private final ImRun run;
  private final HeartbeatSettings settings;

  HeartbeatStep(ImRun run, HeartbeatSettings settings) {
    this.run = run;
    this.settings = settings;
  }

  /**
   * At this interval, in place of {@code im.heartbeat.interval}; zero = none.
   *
   * @throws im.stress.config.SettingsException when it is negative or more than a year
   */
  public HeartbeatStep every(Duration interval) {
    return new HeartbeatStep(run, settings.withInterval("im.heartbeats().every", interval));
  }

  @Override
  public ActionBuilder asScala() {
    run.declared().heartbeats(settings);
    return run.beginning("heartbeats", user -> user.keepAlive(settings));
  }
}
