package im.stress.config;

import java.time.Duration;

/**
 * {@code im.http}: how requests of HTTP are made.
 *
 * @param timeout limit for a request, from when it is made to the end of its answer
 * @param laneConnections most connections of one event loop to a server of requests that don't go
 *     over the users' own connections
 */
public record HttpSettings(Duration timeout, int laneConnections) {}
