package im.stress.target;

import im.stress.channel.HttpOrigin;
import im.stress.config.StressSettings;
import im.stress.target.Steps.Done;
import im.stress.text.TimeText;
import im.stress.transport.Gateway;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The first message of a user where messages are requests of HTTP: nothing else tells before a run
 * whether they go to the right place.
 *
 * @param server beside the user's own connection; empty = that connection
 * @param explained why something that came is an end, where requests go over that connection
 */
record FirstRequest(
    StressSettings settings,
    Gateway gateway,
    Caller caller,
    Optional<HttpOrigin> server,
    Function<Event, String> explained) {
  static final String STEP = "request";

  /** Begins what is said of it. */
  static final String SUBJECT = "its first request";

  private static final String OPTIONS = "im.codec.template.options";

  /** A status of HTTP that says there is no such thing, or that it is at another place. */
  static boolean isElsewhere(int code) {
    return code == 404 || code == 405 || (code >= 300 && code < 400);
  }

  /** Blocks until it is answered; a refusal for another reason than its place is told. */
  Done sent() throws StepFailure {
    int[] contacts = caller.contacts();
    long start = caller.chat(contacts.length == 0 ? caller.user.index() : contacts[0], 0);
    Duration limit = settings.message().ackTimeout();
    Event came =
        caller
            .inbox
            .take(Event.Acked.class::isInstance, limit)
            .orElseThrow(() -> failure("was not answered within " + TimeText.text(limit)));
    if (came instanceof Event.Acked answer) {
      if (isElsewhere(answer.code())) {
        throw failure("was answered with " + answer.refusal() + ": check " + place());
      }
      String words = answer.code() == 0 ? "" : "refused with code " + answer.refusal();
      return new Done(answer.nanos() - start, words);
    }
    throw came instanceof Event.Unanswered unanswered && server.isPresent()
        ? failure(
            "was not answered (%s: %s): does this server run, and is it the one to which messages go? Check %s"
                .formatted(unanswered.end().cause(), unanswered.end().detail(), OPTIONS))
        : new StepFailure(gateway, explained.apply(came));
  }

  private String place() {
    return server.isPresent() ? OPTIONS : "host, port and path of TARGET_URL and " + OPTIONS;
  }

  private StepFailure failure(String words) {
    String to = server.map(origin -> " to " + origin.url()).orElse("");
    return new StepFailure(gateway, SUBJECT + to + " " + words);
  }
}
