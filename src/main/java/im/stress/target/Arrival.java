package im.stress.target;

import im.stress.channel.ConnectionEnd;
import im.stress.config.StressSettings;
import im.stress.model.Cause;
import im.stress.protocol.Access;
import im.stress.target.Steps.Done;
import im.stress.text.TimeText;
import im.stress.transport.Gateway;
import im.stress.transport.TlsCheck;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The way of one user to one gateway: connect, TLS, upgrade, login. */
final class Arrival {
  static final String CONNECT = "connect";
  static final String TLS = "TLS handshake";
  static final String UPGRADE = "upgrade";
  static final String LOGIN = "login";

  /** For the transport, which has the same limits and says more, to be the first to tell. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  /** nginx has 400 for a request in plain HTTP. */
  private static final Set<String> SIGNS_OF_TLS =
      Set.of(
          Cause.CLOSED_BY_SERVER.key(),
          Cause.RESET.key(),
          Cause.HANDSHAKE_INVALID.key(),
          Cause.HANDSHAKE_TIMEOUT.key(),
          Cause.HANDSHAKE_STATUS.with(400),
          Cause.ANSWER_INVALID.key());

  private static final Map<String, String> TLS_SPOKEN =
      Map.of(
          "ws", "expected plain ws, but this port speaks TLS: use wss://",
          "tcp", "expected plain tcp, but this port speaks TLS: use tls://",
          "http", "expected plain http, but this port speaks TLS: use https://");

  private final StressSettings settings;
  private final Targets targets;
  private final EventLoop loop;
  private final boolean firstMessage;
  private final Gateway gateway;
  private final Caller caller;
  private final Steps steps;
  private long last;
  private boolean open;

  /** What may be without an answer now; begins a sentence. */
  private String asked = "the request of the login";

  private Arrival(Ground ground, Gateway gateway, Caller caller, Steps steps) {
    this.settings = ground.settings;
    this.targets = ground.targets;
    this.loop = ground.loop;
    this.firstMessage = ground.firstMessage;
    this.gateway = gateway;
    this.caller = caller;
    this.steps = steps;
  }

  /**
   * What arrivals of a check share.
   *
   * @param firstMessage whether a message is tried as well where messages have a server of their
   *     own
   */
  record Ground(StressSettings settings, Targets targets, EventLoop loop, boolean firstMessage) {
    /** Leads a user to a gateway; {@code steps} tell how far it came. */
    void lead(Caller caller, Gateway gateway, Steps steps) {
      new Arrival(this, gateway, caller, steps).run();
    }

    /** The same as one step. */
    void lead(Caller caller, Gateway gateway) throws StepFailure {
      Steps parts = new Steps(step -> {}, words -> words);
      lead(caller, gateway, parts);
      parts.requireGood();
    }
  }

  /** There is no gateway to go to. */
  static void notTried(Steps steps) {
    Stream.of(CONNECT, TLS, UPGRADE, LOGIN).forEach(name -> steps.take(name, null));
  }

  private void run() {
    steps.take(CONNECT, this::connect);
    if (gateway.secure()) {
      steps.take(TLS, this::handshake);
    } else {
      steps.absent(TLS, "no TLS in " + gateway.uri().getScheme() + "://");
    }
    if (gateway.isWebSocket()) {
      steps.take(UPGRADE, this::upgrade);
    } else {
      steps.absent(UPGRADE, "no upgrade in " + gateway.uri().getScheme() + "://");
    }
    steps.take(LOGIN, this::logIn);
    if (asksFirst()) {
      steps.take(FirstRequest.STEP, this::request);
    }
  }

  /** Where messages are requests and no more, nothing else tells whether they are right. */
  private boolean asksFirst() {
    return !targets.protocol().traits().delivers() || tellsOfServer();
  }

  /** Whether messages go to a server of their own, which no login has tried. */
  private boolean tellsOfServer() {
    return firstMessage
        && settings.message().enabled()
        && targets.protocol().messageServer().isPresent()
        && caller.contacts().length > 0;
  }

  private Done request() throws StepFailure {
    asked = FirstRequest.SUBJECT;
    return new FirstRequest(
            settings, gateway, caller, targets.protocol().messageServer(), this::explained)
        .sent();
  }

  private Done connect() throws StepFailure {
    Access way = targets.watched(gateway, caller);
    try {
      last = caller.connect(way, loop);
    } catch (IllegalArgumentException e) {
      throw failure("can't be asked for what the format says: " + e.getMessage());
    }
    Duration limit = settings.connection().connectTimeout();
    return until(Event.Connected.class::isInstance, limit, gateway.addressText());
  }

  private Done handshake() throws StepFailure {
    // Netty gives both a time of their own.
    return until(Event.Secured.class::isInstance, settings.connection().connectTimeout(), "");
  }

  private Done upgrade() throws StepFailure {
    return until(Event.Opened.class::isInstance, settings.connection().handshakeTimeout(), "");
  }

  private Done until(Predicate<Event> wanted, Duration limit, String words) throws StepFailure {
    Optional<Event> came = caller.inbox.take(wanted, limit.plus(SLACK));
    return passed(
        came.orElseThrow(() -> failure("no answer within " + TimeText.text(limit))), words);
  }

  /** The time since the step before. */
  private Done passed(Event event, String words) throws StepFailure {
    if (event.isEnd()) {
      throw failure(explained(event));
    }
    Done done = new Done(event.nanos() - last, words);
    last = event.nanos();
    return done;
  }

  private StepFailure failure(String words) {
    return new StepFailure(gateway, words);
  }

  /** A login of several steps tells each of them; its own time is that of all. */
  private Done logIn() throws StepFailure {
    Duration limit = settings.login().timeout();
    if (!gateway.isWebSocket()) {
      until(Event.Opened.class::isInstance, limit, "");
    }
    open = true;
    long start = last;
    long deadline = System.nanoTime() + limit.toNanos();
    boolean inSteps = false;
    while (true) {
      Event event = nextOfLogin(Duration.ofNanos(deadline - System.nanoTime()));
      if (event instanceof Event.LoginStep step) {
        Done part = passed(step, "");
        // A login of one step may have that for its name.
        if (!step.name().equals(LOGIN)) {
          steps.done(LOGIN + ": " + step.name(), part);
          inSteps = true;
        }
      } else if (event instanceof Event.Unreadable unreadable) {
        caller.leave();
        throw failure(
            "its answer to the login can't be read (" + unreadable.words() + "): check im.codec");
      } else {
        passed(event, "");
        return new Done(last - start, caller.user.uid() + (inSteps ? ", all steps" : ""));
      }
    }
  }

  private Event nextOfLogin(Duration limit) throws StepFailure {
    Optional<Event> came =
        caller.inbox.take(
            event ->
                event instanceof Event.LoggedIn
                    || event instanceof Event.LoginStep
                    || event instanceof Event.Unreadable,
            limit);
    if (came.isEmpty()) {
      caller.leave();
      throw failure(
          "connected, but the login was not answered within "
              + settings.login().timeout().toMillis()
              + " ms");
    }
    return came.get();
  }

  private String explained(Event event) {
    if (event instanceof Event.Refused refused) {
      return refused(refused);
    }
    if (event instanceof Event.Unanswered unanswered) {
      return unanswered(unanswered.end());
    }
    return event instanceof Event.Failed failed
        ? failed.words()
        : explained(((Event.Ended) event).end());
  }

  private String unanswered(ConnectionEnd end) {
    if (speaksTls(end)) {
      return TLS_SPOKEN.get(gateway.uri().getScheme());
    }
    return Cause.FRAME_TOO_LARGE.matches(end.cause())
        ? "%s was answered with more than %d bytes: raise im.connection.max-frame-bytes if such answers are meant"
            .formatted(asked, settings.connection().maxFrameBytes())
        : "%s was not answered (%s: %s): does this port speak HTTP?"
            .formatted(asked, end.cause(), end.detail());
  }

  private String refused(Event.Refused refused) {
    return "the login of %s was rejected with code %d%s: check %s"
        .formatted(
            caller.user.uid(),
            refused.code(),
            refused.words().isEmpty() ? "" : " (" + refused.words() + ")",
            whatToCheck(refused.code()));
  }

  /** Where a code may be a status of HTTP, some of these say that it is not the login's fault. */
  private String whatToCheck(int code) {
    String login = "TEST_TOKEN and im.login";
    if (!gateway.isHttp()) {
      return login;
    }
    String place = "host, port and path of TARGET_URL";
    // A good status that is a no: another server may have answered.
    boolean inDoubt = code >= 200 && code < 300;
    return FirstRequest.isElsewhere(code) ? place : inDoubt ? place + ", " + login : login;
  }

  private String explained(ConnectionEnd end) {
    if (speaksTls(end)) {
      return TLS_SPOKEN.get(gateway.uri().getScheme());
    }
    // Of TLS 1.3 also when the connection is open: the server looks at our certificate last.
    return open && !end.cause().equals(Cause.TLS.key())
        ? "closed the connection before it answered the login ("
            + end.cause()
            + (end.reason().isEmpty() ? "" : ": " + end.reason())
            + "): check TEST_TOKEN and im.login"
        : ConnectFailure.explained(end, settings.connection(), gateway);
  }

  /** Whether it ended as it does where a server waits for TLS: without a readable word. */
  private boolean speaksTls(ConnectionEnd end) {
    return !gateway.secure()
        && !caller.hasHeard()
        && SIGNS_OF_TLS.contains(end.cause())
        && TlsCheck.speaksTls(gateway, settings.connection(), loop);
  }
}
