package im.stress.config;

import java.time.Duration;

/**
 * {@code im.client}: bounds past which the load generator, not the target, was the limit.
 *
 * @param maxEventLoopLagP99 99th percentile of the time by which event loops ran late
 * @param maxSendLatenessP99 99th percentile of actual minus due time of messages
 * @param maxHeartbeatLatenessP99 99th percentile of actual minus due time of heartbeats
 * @param maxCpuPercent share of the machine's CPU in use, as the median of the samples, 0 to 100
 * @param maxStealPercent share of CPU taken by the hypervisor, as the median of the samples
 * @param maxThrottledPercent share of the scheduler's periods in which the CPU limit of the
 *     container stopped the process, as the mean of the samples
 * @param maxGcPause longest single garbage collection pause
 * @param maxFdPercent share of the file handle limit in use; past it there is a warning
 * @param maxPortPercent share of the ephemeral ports towards one target address in use; past it
 *     there is a warning
 */
public record ClientBounds(
    Duration maxEventLoopLagP99,
    Duration maxSendLatenessP99,
    Duration maxHeartbeatLatenessP99,
    double maxCpuPercent,
    double maxStealPercent,
    double maxThrottledPercent,
    Duration maxGcPause,
    double maxFdPercent,
    double maxPortPercent) {}
