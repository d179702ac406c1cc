package im.stress.simulation;

import static io.gatling.javaapi.core.CoreDsl.scenario;

import im.stress.gatling.ImSimulation;

/** Users who connect, log in, keep the connection alive and write to each other. */
public final class ImWebSocketSimulation extends ImSimulation {
  {
    users(
        scenario("IM user")
            .exec(im.connect(), im.heartbeats(), im.messages(), im.stay(), im.leave()));
  }
}
