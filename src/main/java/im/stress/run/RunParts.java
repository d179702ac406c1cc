package im.stress.run;

import im.stress.config.LoadedSettings;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.report.RunEnd;
import im.stress.target.Preflight;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything outside this package that a run is made of; tests put their own in its place.
 *
 * @param settings reads and checks the settings
 * @param machine what it gives to a run
 * @param servers starts embedded servers
 * @param tokens makes tokens of users
 * @param preflight tries the target
 * @param shards starts shards
 * @param limits how long things may take; the time of the run itself is added
 * @param logs makes one simulation.log of several
 * @param gatlingReport Gatling's own report
 * @param report summary, pages and verdict
 */
public record RunParts(
    Function<SettingsSources, LoadedSettings> settings,
    Machine machine,
    ServerStarter servers,
    Tokens tokens,
    Function<StressSettings, Preflight.Result> preflight,
    Shard.Starter shards,
    Function<StressSettings, ShardGroup.Limits> limits,
    LogMerger logs,
    GatlingReporter gatlingReport,
    Reporter report,
    Clock clock) {

  /** Makes tokens of users. */
  public interface Tokens {
    /**
     * These settings with the tokens that they ask for; as they are where they ask for none.
     *
     * @param users so many, the first of this machine, get one; the others are not to log in
     * @throws CommandException when there is no token for some user, or the user asked to stop
     */
    LoadedSettings make(
        LoadedSettings settings, int users, Interrupts interrupts, RunListener listener)
        throws CommandException, InterruptedException;
  }

  /** Makes one simulation.log of several. */
  public interface LogMerger {
    /**
     * Writes {@code output} from the logs, of which there is at least one.
     *
     * @return what the reader of the report should know of them, one line each
     */
    List<String> merge(List<Path> logs, Path output) throws IOException;
  }

  /** Makes Gatling's report. */
  public interface GatlingReporter {
    /**
     * Writes {@code runFolder/name/index.html} from the log beside it.
     *
     * @param consoleText file for what Gatling prints
     * @return whether all assertions held; empty when the log has nothing to report
     * @throws IOException when there is no report, with the reason in one line
     */
    Optional<Boolean> report(Path runFolder, String name, Path consoleText) throws IOException;
  }

  /** Makes the run's own report. */
  public interface Reporter {
    /** Writes summary and pages into the run's folder. */
    Report write(Path runFolder, LoadedSettings settings, RunEnd ending) throws IOException;

    /** What writes the summary while the run is on; nothing unless overridden. */
    default SoFar soFar(Path runFolder, LoadedSettings settings) {
      return now -> {};
    }
  }

  /** Writes the summary of a run that is still going on. */
  public interface SoFar {
    /** Replaces the one before. */
    void write(Instant now) throws IOException;
  }

  /**
   * What came out.
   *
   * @param exitCode of this process
   * @param verdict some lines for the terminal
   */
  public record Report(int exitCode, String verdict) {}
}
