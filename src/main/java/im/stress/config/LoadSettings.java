package im.stress.config;

import java.time.Duration;

/**
 * {@code im.users}, {@code im.ramp-up}, {@code im.duration}: how many users, and when.
 *
 * @param users users on this machine, 1 or more
 * @param rampUp time over which they come online, 0 or more
 * @param duration time for which all of them stay online after the ramp, more than 0
 */
public record LoadSettings(int users, Duration rampUp, Duration duration) {}
