package im.stress.report;

import java.util.List;
import java.util.Optional;

/**
 * How a run ended, as only its caller knows.
 *
 * @param interrupted whether somebody ended it early
 * @param gatlingAssertionsHeld what Gatling said of its own assertions over the merged log; empty
 *     when it was not asked
 * @param clientLimits what the load generator ran out of before the run could end, one line each,
 *     with its figure and what to do; what else is missing is taken as its consequence
 * @param failures what the tool itself failed at, one line each; empty when all went well
 * @param warnings what did no harm but should be known, one line each
 */
public record RunEnd(
    boolean interrupted,
    Optional<Boolean> gatlingAssertionsHeld,
    List<String> clientLimits,
    List<String> failures,
    List<String> warnings) {

  /** Copies the lists so that nobody can change them afterwards. */
  public RunEnd {
    clientLimits = List.copyOf(clientLimits);
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
  }

  /** The end of a run whose load generator lived to see it, and with nothing to warn of. */
  public RunEnd(
      boolean interrupted, Optional<Boolean> gatlingAssertionsHeld, List<String> failures) {
    this(interrupted, gatlingAssertionsHeld, List.of(), failures, List.of());
  }

  /** Whether the runner itself ended the shards early, so that their word for it is no news. */
  boolean cutShort() {
    return !clientLimits.isEmpty() || !failures.isEmpty();
  }
}
