package im.stress.server;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * What one connection means to the IM server: its user, logged in or not yet, and the faults that
 * strike at a certain age. The same for all protocols. All methods are for the connection's event
 * loop, but {@link #deliver} and {@link #kick}.
 */
final class Session implements Recipient {
  private final Service service;
  private final Backend backend;
  private final Faults faults;
  private final Counts counts;
  private final Client client;
  private final Deliveries deliveries;
  private String uid;
  private Router router;
  private Chance joinChance;
  private boolean silent;

  /** The session of a connection on which nobody has logged in yet. */
  Session(Service service, Client client) {
    this.service = service;
    this.backend = service.backend();
    this.faults = service.server().faults();
    this.counts = service.server().counts();
    this.client = client;
    this.deliveries = new Deliveries(service, this, client);
  }

  /** Whether the fault has struck that keeps the socket and answers nothing. */
  boolean silent() {
    return silent;
  }

  /** Takes one message; doesn't release it. */
  void message(ByteBuf message) {
    try {
      Request request = backend.read(message);
      if (silent) {
        ignore(request);
      } else {
        take(request);
      }
    } catch (MalformedRequest e) {
      if (!silent) {
        client.refuse(CloseCodes.INVALID_PAYLOAD, e.getMessage());
      }
    }
  }

  private void ignore(Request request) {
    if (request instanceof Request.Chat chat) {
      counts.traffic(chat).messagesIgnored.increment();
    }
  }

  private void take(Request request) {
    if (request instanceof Request.Unknown unknown) {
      client.refuse(CloseCodes.UNSUPPORTED_DATA, "unknown " + unknown.what());
    } else if (request instanceof Request.Register register) {
      answer(backend.registered(service.accounts().register(register)));
    } else if (request instanceof Request.Login login) {
      login(login);
    } else if (uid == null) {
      client.close(CloseCodes.POLICY_VIOLATION, "login first");
    } else {
      takeFromUser(request);
    }
  }

  private void takeFromUser(Request request) {
    if (request instanceof Request.Ping ping) {
      counts.heartbeats.increment();
      answer(backend.pong(ping));
    } else if (request instanceof Request.Join join) {
      join(join);
    } else if (request instanceof Request.Chat chat) {
      router.take(chat);
    } else if (request instanceof Request.Receipt receipt) {
      confirm(receipt);
    } else if (request instanceof Request.Unserved unserved) {
      client.write(unserved.answer());
    }
  }

  private void confirm(Request.Receipt receipt) {
    deliveries.confirm(receipt).ifPresent(push -> tellSender(push.from(), receipt));
  }

  private void tellSender(String sender, Request.Receipt receipt) {
    Optional<String> word = backend.receipt(sender, uid, receipt);
    service.users().find(sender).ifPresent(online -> word.ifPresent(online::tell));
  }

  private void join(Request.Join join) {
    counts.groupJoins.increment();
    if (joinChance.strikes(Fault.REJECT_JOIN)) {
      counts.groupJoinsRejected.increment();
      answer(backend.joinRefused(join));
    } else {
      service.groups().join(join.group(), uid);
      answer(backend.joined(join));
    }
  }

  private void answer(Optional<String> answer) {
    answer.ifPresent(client::write);
  }

  private void login(Request.Login login) {
    if (uid != null) {
      client.close(CloseCodes.POLICY_VIOLATION, "already logged in");
    } else if (service.users().rejectsNext()) {
      refuse(login, Refusal.BY_FAULT);
    } else if (!service.accounts().know(login)) {
      refuse(login, Refusal.UNKNOWN);
    } else {
      enter(login);
    }
  }

  private void enter(Request.Login login) {
    Users.Entry entry = service.users().enter(login.uid(), this, backend.newerLoginWins());
    if (entry.refusal().isPresent()) {
      refuse(login, entry.refusal().get());
      return;
    }
    client.write(backend.loginAccepted(login));
    online(login.uid(), entry.replaced());
  }

  /** Logs in the user whom the handshake named; the upgrade was the answer. */
  void enterByHandshake(String user) {
    Users.Entry entry = service.users().enter(user, this, backend.newerLoginWins());
    if (entry.refusal().isPresent()) {
      counts.loginsRejected.increment();
      client.close(entry.refusal().get().closeCode(), entry.refusal().get().words());
    } else {
      online(user, entry.replaced());
    }
  }

  private void online(String user, Optional<Recipient> replaced) {
    uid = user;
    router = new Router(service, this, client, uid);
    joinChance = new Chance(faults, service.server().settings().seed(), "join " + uid);
    counts.logins.increment();
    replaced.ifPresent(older -> older.kick("logged in elsewhere"));
    scheduleFaults();
  }

  private void refuse(Request.Login login, Refusal refusal) {
    counts.loginsRejected.increment();
    client.write(backend.loginRefused(login, refusal));
    if (refusal.closes()) {
      client.close(refusal.closeCode(), refusal.words());
    }
  }

  private void scheduleFaults() {
    at(Fault.CLOSE_AFTER, () -> client.close(faults.closeCode(), "fault"));
    at(Fault.RESET_AFTER, client::reset);
    at(Fault.SILENT_AFTER, () -> silent = true);
    at(Fault.KICK_AFTER, () -> kick("kicked by fault"));
  }

  private void at(Fault fault, Runnable task) {
    long nanos = faults.nanos(fault);
    if (nanos > 0) {
      client.later(nanos, () -> ifAnswering(task));
    }
  }

  @Override
  public void ifAnswering(Runnable task) {
    if (client.isOpen() && !silent) {
      task.run();
    }
  }

  @Override
  public void deliver(Push push, Fate fate) {
    client.execute(() -> deliveries.take(push, fate));
  }

  @Override
  public void tell(String message) {
    client.execute(() -> ifAnswering(() -> client.write(message)));
  }

  @Override
  public void kick(String reason) {
    client.execute(() -> kickHere(reason));
  }

  private void kickHere(String reason) {
    if (client.isOpen() && !silent) {
      answer(backend.kick(reason));
      client.close(CloseCodes.KICKED, reason);
    }
  }

  /** Takes the user offline; pushes that are held back for the next one are sent now. */
  void leave() {
    if (uid != null) {
      service.users().leave(uid, this);
      router.releaseAll();
    }
  }
}
