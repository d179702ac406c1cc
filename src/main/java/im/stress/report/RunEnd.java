package im.stress.report;

import java.util.List;
import java.util.Optional;

/**
 * How a run ended, as only its caller knows.
 *
 * @param interrupted whether somebody ended it early
 * @param gatlingAssertionsHeld what Gatling said of its own assertions over the merged log; empty
 *     when it was not asked
 * @param failures what the tool itself failed at, one line each; empty when all went well
 */
public record RunEnd(
    boolean interrupted, Optional<Boolean> gatlingAssertionsHeld, List<String> failures) {

  /** Copies the list so that nobody can change it afterwards. */
  public RunEnd {
    failures = List.copyOf(failures);
  }
}
