package im.stress.simulation;

import static im.stress.config.MessageSettings.Contacts.friends;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import im.stress.gatling.ImSimulation;

/** Most users only read; the others write longer messages, at random, to five others in turn. */
public final class MixedUsersSimulation extends ImSimulation {
  {
    users(
        share(
            90,
            scenario("readers")
                .exec(im.connect(), im.heartbeats(), im.groups().listening())
                .exec(im.stay(), im.leave())),
        share(
            10,
            scenario("writers")
                .exec(im.connect(), im.heartbeats())
                .exec(im.messages().atRandom().size(200).to(friends(5)), im.groups().size(200))
                .exec(im.stay(), im.leave())));
  }
}
