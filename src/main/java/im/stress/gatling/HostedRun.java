package im.stress.gatling;

import im.stress.config.StressSettings;
import im.stress.protocol.Traits;
import im.stress.user.Population;

/** One process's part of a run: its users, and what is kept of what they do. Thread-safe. */
public interface HostedRun {

  /** The run's settings. */
  StressSettings settings();

  /** The users of this process, once the run has begun. */
  Population population();

  /** What can be measured in this run's protocol. */
  Traits traits();

  /** Index of the first user of this process, over all machines. */
  int firstUser();

  /** How many users this process has. */
  int users();

  /** Users that every process of this machine has at least. */
  int leastUsers();

  /**
   * Blocks until the ramp is to begin, then opens what is written while it runs.
   *
   * @param declared what the users of the simulation do
   */
  void begin(Declared declared);

  /** All users are gone: closes what was opened. */
  void end();

  /**
   * How to end the injection of users.
   *
   * @param stop called at most once, when the run is interrupted and all users are gone
   */
  void onInterrupt(Runnable stop);
}
