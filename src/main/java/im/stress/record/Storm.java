package im.stress.record;

/**
 * What a reconnect storm looked like, over all processes.
 *
 * @param beginEpochMillis when connections were cut
 * @param cut connections that were cut
 * @param back users whose connection was cut and who were online again
 * @param millisUntil50PercentBack time from the cut until this share of the cut users was back;
 *     null = it never was
 * @param millisUntil95PercentBack the same for another share
 * @param millisUntil100PercentBack the same for all
 * @param peakConnectsPerSecond most connections that were tried within one second
 * @param loginP99Micros 99th percentile of the logins of those who came back; null = nobody did
 * @param secondWaveDeaths connections lost after the cut for another cause
 * @param unmergedProcesses null; else the results are of an older version, whose processes can't be
 *     added up: so many there are, the times are those of the slowest one, and the peak is the sum
 *     of their peaks
 */
public record Storm(
    long beginEpochMillis,
    long cut,
    long back,
    Long millisUntil50PercentBack,
    Long millisUntil95PercentBack,
    Long millisUntil100PercentBack,
    long peakConnectsPerSecond,
    Long loginP99Micros,
    long secondWaveDeaths,
    Integer unmergedProcesses) {}
