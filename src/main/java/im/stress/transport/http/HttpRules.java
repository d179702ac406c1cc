package im.stress.transport.http;

import im.stress.config.ConnectionSettings;

/**
 * How requests are made.
 *
 * @param keepAlive whether connections are kept; else each request has its own
 * @param timeoutMillis limit for a request, its time in the queue included
 * @param maxBodyBytes longest body of an answer
 */
record HttpRules(boolean keepAlive, long timeoutMillis, int maxBodyBytes) {

  /** As the settings have it. */
  static HttpRules of(ConnectionSettings settings, boolean keepAlive) {
    return new HttpRules(keepAlive, settings.http().timeout().toMillis(), settings.maxFrameBytes());
  }
}
