package im.stress.server;

import java.util.Optional;

/**
 * The pushes to the user of one connection: writes and counts them, with what their fate asks for,
 * and sends those again that the user should confirm and doesn't. On that connection's event loop.
 */
final class Deliveries {
  private final Session session;
  private final Client client;
  private final String garbage;
  private final Counts counts;
  private final Unconfirmed unconfirmed;

  /** Nothing was pushed yet. */
  Deliveries(Service service, Session session, Client client) {
    this.session = session;
    this.client = client;
    this.garbage = service.backend().garbage();
    this.counts = service.server().counts();
    this.unconfirmed = new Unconfirmed(service.repeatDelays(), session, client, this::repeat);
  }

  /** Writes a push, or counts why not. */
  void take(Push push, Fate fate) {
    Counts.Traffic traffic = push.traffic();
    if (!client.isOpen()) {
      traffic.pushesOffline.increment();
      return;
    }
    if (session.silent()) {
      traffic.pushesDropped.increment();
      return;
    }
    write(push);
    unconfirmed.sent(push);
    switch (fate) {
      case DUPLICATE -> {
        traffic.pushesDuplicated.increment();
        write(push);
      }
      case MISROUTE -> traffic.pushesMisrouted.increment();
      case REORDER -> traffic.pushesReordered.increment();
      case PLAIN, DROP -> {}
    }
    if (push.withGarbage()) {
      counts.framesGarbage.increment();
      client.write(garbage);
    }
  }

  private void write(Push push) {
    push.traffic().pushes.increment();
    client.write(push.text());
  }

  private void repeat(Push push) {
    counts.pushesRepeated.increment();
    client.write(push.text());
  }

  /** Counts a receipt; returns the push that waited for it. */
  Optional<Push> confirm(Request.Receipt receipt) {
    counts.receipts.increment();
    return unconfirmed.confirm(receipt.id());
  }
}
