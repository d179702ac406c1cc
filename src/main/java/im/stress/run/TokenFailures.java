package im.stress.run;

import im.stress.config.RunSecrets;
import im.stress.text.IoErrors;
import im.stress.text.OneLine;
import java.io.IOException;

/** Users without a token: how many, and why the first of them has none. Safe on any thread. */
final class TokenFailures {
  /** Enough for a sentence; an HTML page is longer. */
  private static final int MOST_CHARS = 200;

  private final RunSecrets secrets;
  private int count;
  private String first = "";

  /** Shows none of these secrets. */
  TokenFailures(RunSecrets secrets) {
    this.secrets = secrets;
  }

  synchronized void add(int user, String uid, Exception failure) {
    count++;
    if (first.isEmpty()) {
      String reason = failure instanceof IOException io ? reason(io) : failure.getMessage();
      String words = OneLine.of(secrets.masked(reason, user)).strip();
      String shown = words.length() > MOST_CHARS ? words.substring(0, MOST_CHARS) + "…" : words;
      first = OneLine.of(uid) + ": " + shown;
    }
  }

  private static String reason(IOException failure) {
    String reason = IoErrors.reason(failure);
    return reason.isEmpty() ? failure.getClass().getSimpleName() : reason;
  }

  synchronized int count() {
    return count;
  }

  /** The one line that ends the run. */
  synchronized String line(int users, int tried) {
    return "tokens: %d of %d failed%s: %s"
        .formatted(
            count, users, tried < users ? " (%d not tried)".formatted(users - tried) : "", first);
  }
}
