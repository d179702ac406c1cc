package im.stress.simulation;

import static io.gatling.javaapi.core.CoreDsl.scenario;

import im.stress.gatling.ImSimulation;

/**
 * Users of a chat server that speaks JSON over TCP and has no heartbeats.
 *
 * <pre>{@code
 * TARGET_URL=tcp://HOST:6000 ./run-stress-test.sh --preset chat-server \
 *   --set im.run.simulation=im.stress.simulation.ImTcpSimulation 1000 60 300 5000
 * }</pre>
 */
public final class ImTcpSimulation extends ImSimulation {
  {
    users(scenario("IM user over TCP").exec(im.connect(), im.messages(), im.stay(), im.leave()));
  }
}
