package im.stress.target;

import im.stress.config.SettingsException;
import im.stress.config.StressSettings;
import im.stress.protocol.Traits;
import im.stress.protocol.UserValues;
import im.stress.transport.Gateway;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tries all that users of a run need, step by step: the gateways, a login at each of them, and what
 * two users say to each other. Blocks; bounded by the timeouts of the settings.
 */
public final class Check {
  private final StressSettings settings;
  private final Listener listener;
  private final Targets targets;
  private final Shown shown;
  private final Steps steps;
  private final Trace trace;
  private final List<UserValues> users;
  private final List<Caller> callers = new ArrayList<>();

  private Check(StressSettings settings, Listener listener, boolean traced) {
    this.settings = settings;
    this.listener = listener;
    // A server may remember ids: those of a check are not those of the run that follows.
    this.targets =
        new Targets(settings, settings.run().id() + "-check-" + System.currentTimeMillis());
    this.users = users();
    this.shown = new Shown(settings, targets.protocol(), users);
    this.steps = new Steps(listener::step, shown::line);
    this.trace =
        traced
            ? new FrameTrace(
                (message, way) -> targets.protocol().readable(message, way == Trace.Way.OUT),
                shown::masked,
                listener::trace)
            : Trace.NONE;
  }

  /** The first two of this machine, or the only one. */
  private List<UserValues> users() {
    return IntStream.range(0, usersOf(settings))
        .mapToObj(index -> targets.user(settings.firstUser() + index))
        .toList();
  }

  /** How many users of this machine a check needs: the others have no need of a token. */
  public static int usersOf(StressSettings settings) {
    return Math.min(2, settings.load().users());
  }

  /** Hears how it goes. */
  public interface Listener {
    /** A step is done, or won't be; on the thread of the check. */
    void step(CheckStep step);

    /** Something that the user should know, in one line; on the thread of the check. */
    void note(String line);

    /** A line of the trace, or several; on any thread. */
    void trace(String lines);
  }

  /**
   * Takes all steps.
   *
   * @param traced whether every frame is to be told
   * @return why the first step failed that did, one line; empty = the target is as it should be
   * @throws SettingsException when it can't be used whatever its state
   */
  public static Optional<String> run(StressSettings settings, Listener listener, boolean traced) {
    Check check = new Check(settings, listener, traced);
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      check.run(loop.next());
      return check.steps.problem();
    } finally {
      check.callers.forEach(Caller::end);
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private void run(EventLoop loop) {
    Arrival.Ground ground = new Arrival.Ground(settings, targets, loop, false);
    Conversation conversation = new Conversation(settings, targets.protocol().traits(), steps);
    List<Gateway> gateways = usable(loop);
    if (gateways.isEmpty()) {
      Arrival.notTried(steps);
    }
    Caller first = caller(0);
    for (int i = 0; i < gateways.size(); i++) {
      // The same user each time, whom a server may let in only once.
      if (i > 0) {
        conversation.leave(first);
        first = caller(0);
      }
      ground.lead(first, gateways.get(i), steps);
    }
    conversation.heartbeat(first);
    if (users.size() > 1) {
      talk(conversation, first, second(ground, gateways));
    } else {
      steps.absent("message", "im.users is 1");
    }
    callers.subList(callers.indexOf(first), callers.size()).forEach(conversation::leave);
    tellUnread();
  }

  private List<Gateway> usable(EventLoop loop) {
    List<Gateway> usable = new ArrayList<>();
    steps.take("resolve", () -> resolved(usable, loop));
    return usable;
  }

  private Steps.Done resolved(List<Gateway> usable, EventLoop loop) throws StepFailure {
    long start = System.nanoTime();
    List<Gateway> all = Preflight.resolved(settings, InetAddress::getAllByName);
    long nanos = System.nanoTime() - start;
    AddressCheck addresses = AddressCheck.of(all, settings.connection(), loop);
    addresses.requireAnswers();
    addresses.notes().forEach(listener::note);
    usable.addAll(addresses.usable());
    String found =
        usable.stream().map(Gateway::addressText).distinct().collect(Collectors.joining(", "));
    return new Steps.Done(nanos, found);
  }

  private Caller caller(int index) {
    int[] others = users.stream().mapToInt(UserValues::index).skip(1 - index).limit(1).toArray();
    Caller caller = new Caller(users.get(index), others, trace);
    callers.add(caller);
    return caller;
  }

  /** Comes by another gateway than the first user where there are several. */
  private Caller second(Arrival.Ground ground, List<Gateway> gateways) {
    Caller second = caller(1);
    steps.take(
        Arrival.LOGIN + " of " + second.user.uid(),
        () -> {
          long start = System.nanoTime();
          ground.lead(second, gateways.get(0));
          return new Steps.Done(System.nanoTime() - start, "with connect");
        });
    return second;
  }

  private void talk(Conversation conversation, Caller first, Caller second) {
    if (targets.protocol().traits().messages() == Traits.Messages.NONE) {
      steps.absent("message", "no messages from user to user in this protocol");
    } else {
      conversation.message(first, second);
      conversation.message(second, first);
    }
    new GroupTalk(settings, targets.protocol().traits().groups(), steps).run(first, second);
  }

  private void tellUnread() {
    List<Event.Unreadable> unread =
        callers.stream().flatMap(caller -> caller.inbox.unasked(Event.Unreadable.class)).toList();
    if (!unread.isEmpty()) {
      listener.note(shown.line(Explained.unread(unread)));
    }
  }
}
