package im.stress.user;

import im.stress.channel.ConnectionEnd;
import im.stress.model.Death;

/** When something last came and went on one connection, to be told at its death. */
final class Evidence {
  private final long startNanos;
  private long receivedNanos;
  private long sentNanos;
  private boolean received;
  private boolean sent;

  Evidence(long startNanos) {
    this.startNanos = startNanos;
  }

  void received(long now) {
    received = true;
    receivedNanos = now;
  }

  void sent(long now) {
    sent = true;
    sentNanos = now;
  }

  /** The record of the death of this user's connection. */
  Death death(Population population, ImUser user, Death.Phase phase, ConnectionEnd end, long now) {
    String token = user.values().token();
    return new Death(
        population.measure().clock().epochMillis(now),
        population.settings().login().uid(user.index()),
        new Death.Kind(
            phase, end.cause(), end.code(), population.secrets().masked(end.reason(), token)),
        millis(now - startNanos),
        received ? millis(now - receivedNanos) : -1,
        sent ? millis(now - sentNanos) : -1,
        population.secrets().masked(end.detail(), token));
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }
}
