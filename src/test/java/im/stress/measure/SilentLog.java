package im.stress.measure;

import im.stress.model.Metric;

/** An operation log that nobody reads. */
public final class SilentLog implements OperationLog {
  @Override
  public void answered(Metric operation, long startEpochMillis, long endEpochMillis) {}

  @Override
  public void failed(Metric operation, long startEpochMillis, long endEpochMillis, String reason) {}

  @Override
  public void connectionLost(String phase, String cause) {}
}
