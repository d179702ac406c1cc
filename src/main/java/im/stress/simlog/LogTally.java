package im.stress.simlog;

/** Counts records as they pass. Not thread-safe. */
final class LogTally {
  private long requestsOk;
  private long requestsKo;
  private long usersStarted;
  private long usersEnded;
  private long groups;
  private long errors;

  void add(LogRecord record) {
    if (record instanceof LogRecord.Request request) {
      addRequest(request);
    } else if (record instanceof LogRecord.User user) {
      addUser(user);
    } else if (record instanceof LogRecord.Group) {
      groups++;
    } else if (record instanceof LogRecord.ErrorMessage) {
      errors++;
    }
  }

  LogCounts counts() {
    return new LogCounts(requestsOk, requestsKo, usersStarted, usersEnded, groups, errors);
  }

  private void addRequest(LogRecord.Request request) {
    if (request.ok()) {
      requestsOk++;
    } else {
      requestsKo++;
    }
  }

  private void addUser(LogRecord.User user) {
    if (user.started()) {
      usersStarted++;
    } else {
      usersEnded++;
    }
  }
}
