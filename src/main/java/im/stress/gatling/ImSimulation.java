package im.stress.gatling;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.List;

/**
 * A simulation of IM users: says what they do, and who does what. How many they are, over which
 * time they come and how long they stay is in the settings.
 *
 * <pre>{@code
 * public final class MySimulation extends ImSimulation {
 *   {
 *     users(
 *         scenario("IM user")
 *             .exec(im.connect(), im.heartbeats(), im.messages(), im.stay(), im.leave()));
 *   }
 * }
 * }</pre>
 */
public abstract class ImSimulation extends Simulation {
  /** The steps of an IM user. */
  protected final Im im;

  private final ImRun run = ImRun.ofThisProcess();

  /** Takes the settings of this process: of its runner, or of the environment. */
  protected ImSimulation() {
    im = new Im(run);
  }

  /** All users do this. To be called once, and by nobody who calls {@code setUp}. */
  protected final void users(ScenarioBuilder everybody) {
    users(share(100, everybody));
  }

  /**
   * The users are of several kinds.
   *
   * @throws im.stress.config.SettingsException when the shares don't add up to 100 percent
   */
  protected final void users(Share... shares) {
    List<PopulationBuilder> populations = run.populations(List.of(shares));
    run.requireFit();
    setUp(populations).assertions(run.assertions()).maxDuration(run.maxDuration());
  }

  /** So many percent of the users do this. */
  protected static Share share(int percent, ScenarioBuilder scenario) {
    return new Share(percent, scenario);
  }

  @Override
  public final void before() {
    run.begin();
  }

  @Override
  public final void after() {
    run.end();
  }
}
