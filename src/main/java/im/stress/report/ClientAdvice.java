package im.stress.report;

/** What to do where the load generator was the limit. */
final class ClientAdvice {
  static final String MORE_MACHINES = "split over more machines or lower the rate";

  static final String MORE_MEMORY = "give the process more memory or split over more processes";

  private ClientAdvice() {}
}
