package im.stress.target;

import im.stress.config.GroupSettings;
import im.stress.config.StressSettings;
import im.stress.protocol.Traits;
import im.stress.target.Steps.Done;
import java.time.Duration;

/** How two members of the first group of this machine get on with it. */
final class GroupTalk {
  private static final String JOIN = "group: join";

  /** Where nobody says so, a user counts as a member so long after it asked; as in a run. */
  private static final Duration SETTLED = Duration.ofSeconds(1);

  private final StressSettings settings;
  private final Traits.Groups traits;
  private final Steps steps;
  private final int group;

  /** Where the settings have no groups, a run does not need what the protocol has for them. */
  GroupTalk(StressSettings settings, Traits.Groups traits, Steps steps) {
    GroupSettings groups = settings.groups();
    this.settings = settings;
    this.traits = traits;
    this.steps = groups.enabled() ? steps : steps.notNeeded();
    this.group = settings.machine().id() * groups.count(settings.load().users());
  }

  /** Both join; then the one writes what the other should get. */
  void run(Caller from, Caller to) {
    String name = "group message %s to %s".formatted(from.user.uid(), to.user.uid());
    if (!traits.available()) {
      steps.absent(name, "no groups in this protocol");
    } else if (settings.groups().size() == 1) {
      steps.absent(name, "im.groups.size is 1");
    } else {
      join(from, to);
      Event.Letter letter = new Event.Letter(true, from.user.index(), group, 0);
      new Replies(settings, steps)
          .exchange(
              new Replies.Message(name, from, to, 1, letter, () -> from.groupChat(group, 1)),
              traits.acknowledgesMessages(),
              Traits.Arrivals.PUSHED);
    }
  }

  private void join(Caller from, Caller to) {
    boolean asks = traits.joins() && (settings.groups().join() || !settings.groups().enabled());
    if (asks) {
      steps.take(JOIN, () -> joined(from, to));
    } else {
      steps.absent(JOIN, "the server knows the members");
    }
  }

  private Done joined(Caller from, Caller to) throws StepFailure {
    long start = from.join(group);
    to.join(group);
    long end = Math.max(settled(from), settled(to));
    String who = "%s and %s".formatted(from.user.uid(), to.user.uid());
    return new Done(
        end - start, traits.acknowledgesJoins() ? who : who + ", not answered in this protocol");
  }

  /** Returns when the user counts as a member. */
  private long settled(Caller user) throws StepFailure {
    if (!traits.acknowledgesJoins()) {
      user.inbox.take(event -> false, SETTLED.dividedBy(2));
      return System.nanoTime();
    }
    Event.Joined joined =
        (Event.Joined)
            Replies.await(
                user,
                Event.Joined.class::isInstance,
                settings.login().timeout(),
                "%s asked to join a group, and no answer to it came".formatted(user.user.uid()));
    if (joined.code() != 0) {
      throw new StepFailure(
          "%s was refused the group with code %d: check im.groups"
              .formatted(user.user.uid(), joined.code()));
    }
    return joined.nanos();
  }
}
