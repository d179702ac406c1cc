package im.stress.server;

import im.stress.server.Push.Lane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Takes the messages of one sender: acknowledges them, and sends them to their recipients, each
 * push with the fate that the chance give it. For the sender's event loop only.
 */
final class Router {
  /** A push that waits for a later one to overtake it waits no longer than this. */
  private static final long MAX_HOLD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Service service;
  private final Recipient sender;
  private final Client client;
  private final String uid;
  private final Chance chance;
  private final Map<Lane, Push> held = new HashMap<>(0);

  /** The router of a user who has just logged in. */
  Router(Service service, Recipient sender, Client client, String uid) {
    this.service = service;
    this.sender = sender;
    this.client = client;
    this.uid = uid;
    ServerContext server = service.server();
    this.chance = new Chance(server.faults(), server.settings().seed(), uid);
  }

  /** Takes one message, which is counted here. */
  void take(Request.Chat chat) {
    Counts.Traffic traffic = service.server().counts().traffic(chat);
    traffic.messages.increment();
    service.backend().ack(uid, chat).ifPresent(ack -> acknowledge(ack, traffic));
    route(chat);
  }

  private void acknowledge(String ack, Counts.Traffic traffic) {
    if (chance.strikes(Fault.DROP_ACK)) {
      traffic.acksDropped.increment();
      return;
    }
    boolean twice = chance.strikes(Fault.DUPLICATE_ACK);
    long delayNanos = service.server().faults().nanos(Fault.ACK_DELAY);
    if (delayNanos == 0) {
      write(ack, twice, traffic);
    } else {
      client.later(delayNanos, () -> sender.ifAnswering(() -> write(ack, twice, traffic)));
    }
  }

  private void write(String ack, boolean twice, Counts.Traffic traffic) {
    traffic.acks.increment();
    client.write(ack);
    if (twice) {
      traffic.acks.increment();
      traffic.acksDuplicated.increment();
      client.write(ack);
    }
  }

  /** To the recipient, or to each other member of the group. */
  private void route(Request.Chat chat) {
    String text = service.backend().push(uid, chat);
    if (!chat.toGroup()) {
      route(chat, new Lane(chat.to(), ""), text);
      return;
    }
    if (chance.strikes(Fault.ECHO_GROUP)) {
      service.server().counts().groupEchoes.increment();
      client.write(text);
    }
    for (String member : service.groups().members(chat.to())) {
      if (!member.equals(uid)) {
        route(chat, new Lane(member, chat.to()), text);
      }
    }
  }

  /** The fate is drawn first, even when the recipient is offline. */
  private void route(Request.Chat chat, Lane lane, String text) {
    Fate fate = chance.nextFate();
    boolean garbage = chance.strikes(Fault.GARBAGE_PUSH);
    Counts.Traffic traffic = service.server().counts().traffic(chat);
    Push push = new Push(lane, text, garbage, traffic, uid, service.backend().receiptId(chat));
    Optional<Recipient> recipient = service.users().find(push.to());
    if (recipient.isEmpty()) {
      push.traffic().pushesOffline.increment();
      return;
    }
    switch (fate) {
      case DROP -> push.traffic().pushesDropped.increment();
      case MISROUTE -> misroute(push, recipient.get());
      case REORDER -> hold(push, recipient.get());
      case PLAIN, DUPLICATE -> send(push, recipient.get(), fate);
    }
  }

  private void misroute(Push push, Recipient recipient) {
    Optional<Recipient> wrong = service.users().anyBut(entitled(push, recipient), chance);
    if (wrong.isPresent()) {
      wrong.get().deliver(push, Fate.MISROUTE);
    } else {
      send(push, recipient, Fate.PLAIN);
    }
  }

  private Set<Recipient> entitled(Push push, Recipient recipient) {
    Set<Recipient> entitled = new HashSet<>(Set.of(sender));
    entitled.add(recipient);
    for (String member : service.groups().members(push.lane().group())) {
      service.users().find(member).ifPresent(entitled::add);
    }
    return entitled;
  }

  private void hold(Push push, Recipient recipient) {
    if (held.containsKey(push.lane())) {
      send(push, recipient, Fate.PLAIN);
      return;
    }
    held.put(push.lane(), push);
    client.later(MAX_HOLD_NANOS, () -> release(push));
  }

  /** Sends a push, and after it the one that it overtakes. */
  private void send(Push push, Recipient recipient, Fate fate) {
    recipient.deliver(push, fate);
    Push overtaken = held.isEmpty() ? null : held.remove(push.lane());
    if (overtaken != null) {
      recipient.deliver(overtaken, Fate.REORDER);
    }
  }

  private void release(Push push) {
    if (held.remove(push.lane(), push)) {
      sendPlainly(push);
    }
  }

  /** Sends all that is held back, in its right place after all. */
  void releaseAll() {
    List<Push> late = new ArrayList<>(held.values());
    held.clear();
    late.forEach(this::sendPlainly);
  }

  private void sendPlainly(Push push) {
    service
        .users()
        .find(push.to())
        .ifPresentOrElse(
            recipient -> recipient.deliver(push, Fate.PLAIN),
            push.traffic().pushesOffline::increment);
  }
}
