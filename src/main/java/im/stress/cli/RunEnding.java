package im.stress.cli;

import java.util.List;
import java.util.Optional;

/**
 * What the report can't read from the files of the shards.
 *
 * @param interrupted whether the user stopped the run
 * @param assertionsHeld what Gatling found; empty when it had nothing to judge
 * @param failures one line for each thing in which the tool itself failed
 */
record RunEnding(boolean interrupted, Optional<Boolean> assertionsHeld, List<String> failures) {}
