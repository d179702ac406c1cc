package im.stress.report;

/**
 * One second of a run, all shards together. A null percentile means that nothing was measured.
 *
 * @param epochSecond the second
 * @param online users online at its end
 * @param lagMicros largest lag of an event loop
 */
record TimelineRow(
    long epochSecond,
    long online,
    long connects,
    long logins,
    long sends,
    long acks,
    long deliveries,
    long heartbeats,
    long deaths,
    long lagMicros,
    SecondLatency latency) {}
