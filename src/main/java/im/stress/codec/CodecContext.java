package im.stress.codec;

import im.stress.config.StressSettings;

/**
 * What every codec of a run shares.
 *
 * @param runKey 32 bits that tell this run from others in markers and ids
 * @param uidPrefix text before the number of a user id
 * @param uidFirst number of user 0
 * @param token secret sent at login
 * @param contentBytes length of a message's content, marker included
 */
public record CodecContext(
    int runKey, String uidPrefix, long uidFirst, String token, int contentBytes) {

  /** What the settings say, for the run of this id. */
  public static CodecContext of(StressSettings settings, String runId) {
    return new CodecContext(
        runKeyOf(runId),
        settings.login().uidPrefix(),
        settings.login().uidFirst(),
        settings.login().token(),
        settings.message().sizeBytes());
  }

  /** The run key of a run id: the same on all machines of the run. */
  public static int runKeyOf(String runId) {
    return runId.hashCode();
  }

  /** Hides the token, so that no log shows it by accident. */
  @Override
  public String toString() {
    return "CodecContext[" + Integer.toHexString(runKey) + ", " + uidPrefix + uidFirst + "…]";
  }
}
