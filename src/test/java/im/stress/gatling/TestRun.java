package im.stress.gatling;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.protocol.Traits;
import im.stress.protocol.Traits.HeartbeatKind;
import im.stress.user.Population;
import io.gatling.core.Predef$;
import io.gatling.core.config.GatlingConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run that is built and not begun. */
final class TestRun implements HostedRun {
  /** Of a protocol that has all there is. */
  static final Traits WITH_ALL =
      new Traits(
          Traits.Messages.ACKNOWLEDGED,
          HeartbeatKind.MESSAGE,
          false,
          new Traits.Groups(true, true, true, true));

  private final StressSettings settings;

  private final Traits traits;

  private TestRun(Map<String, String> overrides, Traits traits) {
    this.traits = traits;
    settings =
        SettingsLoader.load(new SettingsSources(overrides, List.of(), Map.of(), Optional.empty()))
            .settings();
  }

  /** With these settings. */
  static ImRun of(Map<String, String> overrides) {
    return of(overrides, WITH_ALL);
  }

  /** The same in another protocol. */
  static ImRun of(Map<String, String> overrides, Traits traits) {
    return new ImRun(log -> new TestRun(overrides, traits));
  }

  /** Its DSL can't be used in a test without. */
  static void giveGatlingItsConfiguration() {
    Predef$.MODULE$._configuration_$eq(GatlingConfiguration.load());
  }

  @Override
  public StressSettings settings() {
    return settings;
  }

  @Override
  public Population population() {
    throw new IllegalStateException("nobody comes");
  }

  @Override
  public Traits traits() {
    return traits;
  }

  @Override
  public int firstUser() {
    return 0;
  }

  @Override
  public int users() {
    return settings.load().users();
  }

  @Override
  public int leastUsers() {
    return users();
  }

  @Override
  public void begin(Declared declared) {}

  @Override
  public void end() {}

  @Override
  public void onInterrupt(Runnable stop) {}
}
