package im.stress.user;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what a class logs, instead of printing it, until it is closed. */
final class KeptLog extends Handler implements AutoCloseable {
  private final List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());
  private final Logger logger;

  private KeptLog(Logger logger) {
    this.logger = logger;
  }

  static KeptLog of(Class<?> type) {
    KeptLog kept = new KeptLog(Logger.getLogger(type.getName()));
    kept.logger.addHandler(kept);
    kept.logger.setUseParentHandlers(false);
    return kept;
  }

  /** The failures that were logged, in order. */
  List<Throwable> failures() {
    return records.stream().map(LogRecord::getThrown).toList();
  }

  @Override
  public void publish(LogRecord logged) {
    records.add(logged);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
