package im.stress.simulation;

import static io.gatling.javaapi.core.CoreDsl.scenario;

import im.stress.gatling.ImSimulation;

/**
 * Users of a server that speaks HTTP alone, such as that of the preset chat-room: they register,
 * log in, write to each other, and ask for what was written to them with each heartbeat.
 *
 * <pre>{@code
 * TARGET_URL=http://HOST:8080 ./run-stress-test.sh --preset chat-room \
 *   --set im.run.simulation=im.stress.simulation.ImHttpSimulation 100 5 60 1000 1000
 * }</pre>
 */
public final class ImHttpSimulation extends ImSimulation {
  {
    users(
        scenario("IM user over HTTP")
            .exec(im.connect(), im.heartbeats(), im.messages())
            .exec(im.stay(), im.leave()));
  }
}
