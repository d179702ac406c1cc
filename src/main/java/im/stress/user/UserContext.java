package im.stress.user;

import im.stress.config.RunSecrets;
import im.stress.config.StressSettings;
import im.stress.measure.BoundedTexts;
import im.stress.measure.ShardMeasure;
import im.stress.protocol.Access;
import im.stress.protocol.Traits;

/** What all users of a process share; knows none of them. Safe on any thread. */
final class UserContext {
  final StressSettings settings;
  final Access access;
  final Traits traits;
  final ShardMeasure measure;
  final Ending ending;
  final Roster roster;
  final Ledgers ledgers;
  final Groups groups;
  final ReconnectGate reconnectGate;
  final RunSecrets secrets;

  /** Why messages and heartbeats were refused, as Gatling's log is told. */
  private final BoundedTexts refusals = new BoundedTexts("refused with another code");

  /** Why connections were lost, as Gatling's log is told. */
  final BoundedTexts causes = new BoundedTexts("another cause");

  /**
   * Nobody is there yet.
   *
   * @param writing what users will write
   * @param firstUser index of the first user of this process
   * @param count how many users may come
   * @param access what the users speak, and to whom
   */
  UserContext(
      StressSettings settings,
      Writing writing,
      int firstUser,
      int count,
      Access access,
      ShardMeasure measure) {
    this.settings = settings;
    this.access = access;
    this.traits = access.protocol().traits();
    this.measure = measure;
    this.ending =
        new Ending(measure, new InFlight(measure, traits), settings.run().grace().toNanos());
    this.roster = new Roster(firstUser, count);
    this.ledgers = new Ledgers(settings, writing.messages(), roster, traits.polls());
    this.groups = new Groups(settings, writing.groupMessages(), firstUser, count);
    this.reconnectGate = new ReconnectGate(settings.reconnect().maxPerSecond());
    this.secrets = RunSecrets.of(settings);
  }

  /** What Gatling's log is told of a refusal, with the words of the server. */
  String refusal(int code, String words) {
    return refusals.bounded("refused with code " + code + (words.isEmpty() ? "" : ": " + words));
  }
}
