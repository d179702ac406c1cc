package im.stress.server;

/** Somebody who is online, as others see it. */
interface Recipient {
  /** Sends a push to this user, or counts why not. Any thread. */
  void deliver(Push push, Fate fate);

  /** Sends a message that is no push; it is lost on one who is just leaving. Any thread. */
  void tell(String message);

  /** Tells the user that he is pushed out, and closes. Any thread. */
  void kick(String reason);

  /** Does it unless the connection has ended or become silent meanwhile. On its event loop only. */
  void ifAnswering(Runnable task);
}
