package im.stress.simulation;

import static io.gatling.javaapi.core.CoreDsl.scenario;

import im.stress.gatling.Im;
import io.gatling.javaapi.core.Simulation;

/** Users who connect, log in, keep the connection alive and write to each other. */
public final class ImWebSocketSimulation extends Simulation {
  private final Im im = Im.configured();

  {
    setUp(
            scenario("IM user")
                .exec(im.connect())
                .exec(im.stay())
                .exec(im.leave())
                .injectOpen(im.users()))
        .assertions(im.assertions())
        .maxDuration(im.maxDuration());
  }

  @Override
  public void before() {
    im.begin();
  }

  @Override
  public void after() {
    im.end();
  }
}
