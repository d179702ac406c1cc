package im.stress.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sends the messages of one sender to their recipients, each with the fate that the chance give it.
 * For the sender's event loop only.
 */
final class Router {
  /** A push that waits for a later one to overtake it waits no longer than this. */
  private static final long MAX_HOLD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ServerContext server;
  private final Session sender;
  private final Connection connection;
  private final String uid;
  private final Chance chance;
  private final Map<String, Push> heldByRecipient = new HashMap<>(0);

  /** The router of a user who has just logged in. */
  Router(ServerContext server, Session sender, Connection connection, String uid) {
    this.server = server;
    this.sender = sender;
    this.connection = connection;
    this.uid = uid;
    this.chance = new Chance(server.faults(), server.settings().seed(), uid);
  }

  /** The random choices of this sender. */
  Chance chance() {
    return chance;
  }

  /** Sends one message on its way. The fate is drawn first, even when the recipient is offline. */
  void route(Request.Chat chat) {
    Fate fate = chance.nextFate();
    boolean garbage = chance.strikes(Fault.GARBAGE_PUSH);
    Push push = new Push(chat.id(), uid, chat.to(), chat.content(), garbage);
    Optional<Session> recipient = server.users().find(chat.to());
    if (recipient.isEmpty()) {
      server.counts().pushesOffline.increment();
      return;
    }
    switch (fate) {
      case DROP -> server.counts().pushesDropped.increment();
      case MISROUTE -> misroute(push, recipient.get());
      case REORDER -> hold(push, recipient.get());
      case PLAIN, DUPLICATE -> send(push, recipient.get(), fate);
    }
  }

  private void misroute(Push push, Session recipient) {
    Optional<Session> wrong = server.users().anyBut(sender, recipient, chance);
    if (wrong.isPresent()) {
      wrong.get().deliver(push, Fate.MISROUTE);
    } else {
      send(push, recipient, Fate.PLAIN);
    }
  }

  private void hold(Push push, Session recipient) {
    if (heldByRecipient.containsKey(push.to())) {
      send(push, recipient, Fate.PLAIN);
      return;
    }
    heldByRecipient.put(push.to(), push);
    connection.later(MAX_HOLD_NANOS, () -> release(push));
  }

  /** Sends a push, and after it the one that it overtakes. */
  private void send(Push push, Session recipient, Fate fate) {
    recipient.deliver(push, fate);
    Push overtaken = heldByRecipient.isEmpty() ? null : heldByRecipient.remove(push.to());
    if (overtaken != null) {
      recipient.deliver(overtaken, Fate.REORDER);
    }
  }

  private void release(Push push) {
    if (heldByRecipient.remove(push.to(), push)) {
      sendPlainly(push);
    }
  }

  /** Sends all that is held back, in its right place after all. */
  void releaseAll() {
    List<Push> held = new ArrayList<>(heldByRecipient.values());
    heldByRecipient.clear();
    held.forEach(this::sendPlainly);
  }

  private void sendPlainly(Push push) {
    server
        .users()
        .find(push.to())
        .ifPresentOrElse(
            recipient -> recipient.deliver(push, Fate.PLAIN),
            server.counts().pushesOffline::increment);
  }
}
