package im.stress.target;

import im.stress.config.Secrets;
import im.stress.transport.Gateway;
import java.net.URI;

/** A step did not come to its end; the message says why and what to look at, for people. */
final class StepFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String place;

  /** Somewhere in the target. */
  StepFailure(String message) {
    this("", message);
  }

  /** At this gateway. */
  StepFailure(Gateway gateway, String message) {
    this(" " + gateway, message);
  }

  /** At some address of this URL. */
  StepFailure(URI url, String message) {
    this(" " + Secrets.masked(url), message);
  }

  private StepFailure(String place, String message) {
    super(message);
    this.place = place;
  }

  /** The message as the one line that ends a command. */
  String line() {
    return "target" + place + ": " + getMessage();
  }
}
