package im.stress.config;

import java.util.OptionalLong;

/**
 * {@code im.machine}: this machine among several.
 *
 * @param id 0, 1, 2 …; owns the users {@code id*users … (id+1)*users-1}
 * @param count how many machines in all; 0 = not told
 * @param startAtEpochSecond when the ramp begins, for machines that must start together
 */
public record MachineSettings(int id, int count, OptionalLong startAtEpochSecond) {}
