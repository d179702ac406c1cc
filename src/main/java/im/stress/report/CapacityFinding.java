package im.stress.report;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a search for the capacity found.
 *
 * @param holds the largest load that held, and was confirmed (unless the search goes on); empty
 *     when not even the smallest did
 * @param limit the level with the smallest load that did not hold; empty when the largest held
 */
public record CapacityFinding(OptionalLong holds, Optional<CapacitySummary.Level> limit) {}
