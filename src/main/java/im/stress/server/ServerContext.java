package im.stress.server;

import im.stress.config.ServerSettings;

/**
 * What all connections of one server share. Thread-safe.
 *
 * @param settings limits and times
 * @param faults what goes wrong on demand
 * @param stall when everything stands still
 * @param counts what happened
 */
record ServerContext(ServerSettings settings, Faults faults, Stall stall, Counts counts) {

  /** A server that starts now. */
  static ServerContext of(ServerSettings settings) {
    Faults faults = Faults.parse(settings.faults());
    return new ServerContext(settings, faults, faults.stallFrom(System.nanoTime()), new Counts());
  }
}
