package im.stress.server;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * What one connection means to the IM server: its user, logged in or not yet, and the faults that
 * strike at a certain age. The same for all protocols. All methods are for the connection's event
 * loop, but {@link #deliver} and {@link #kick}.
 */
final class Session {
  /** Position in the list of {@link Users}, which alone reads and writes it under its lock. */
  int place;

  private final Service service;
  private final Backend backend;
  private final Faults faults;
  private final Counts counts;
  private final Connection connection;
  private String uid;
  private Router router;
  private boolean silent;

  /** The session of a connection on which nobody has logged in yet. */
  Session(Service service, Connection connection) {
    this.service = service;
    this.backend = service.backend();
    this.faults = service.server().faults();
    this.counts = service.server().counts();
    this.connection = connection;
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
        connection.refuse(CloseCodes.INVALID_PAYLOAD, e.getMessage());
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
      connection.refuse(CloseCodes.UNSUPPORTED_DATA, "unknown " + unknown.what());
    } else if (request instanceof Request.Register register) {
      answer(backend.registered(service.accounts().register(register)));
    } else if (request instanceof Request.Login login) {
      login(login);
    } else if (uid == null) {
      connection.close(CloseCodes.POLICY_VIOLATION, "login first");
    } else {
      takeFromUser(request);
    }
  }

  private void takeFromUser(Request request) {
    if (request instanceof Request.Ping ping) {
      counts.heartbeats.increment();
      answer(backend.pong(ping));
    } else if (request instanceof Request.Join join) {
      counts.groupJoins.increment();
      service.groups().join(join.group(), uid);
      answer(backend.joined(join));
    } else if (request instanceof Request.Chat chat) {
      router.take(chat);
    }
  }

  private void answer(Optional<String> answer) {
    answer.ifPresent(connection::write);
  }

  private void login(Request.Login login) {
    if (uid != null) {
      connection.close(CloseCodes.POLICY_VIOLATION, "already logged in");
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
    uid = login.uid();
    router = new Router(service, this, connection, uid);
    counts.logins.increment();
    connection.write(backend.loginAccepted(login));
    entry.replaced().ifPresent(older -> older.kick("logged in elsewhere"));
    scheduleFaults();
  }

  private void refuse(Request.Login login, Refusal refusal) {
    counts.loginsRejected.increment();
    connection.write(backend.loginRefused(login, refusal));
    if (refusal.closes()) {
      connection.close(refusal.closeCode(), refusal.words());
    }
  }

  private void scheduleFaults() {
    at(Fault.CLOSE_AFTER, () -> connection.close(faults.closeCode(), "fault"));
    at(Fault.RESET_AFTER, connection::reset);
    at(Fault.SILENT_AFTER, () -> silent = true);
    at(Fault.KICK_AFTER, () -> kick("kicked by fault"));
  }

  private void at(Fault fault, Runnable task) {
    long nanos = faults.nanos(fault);
    if (nanos > 0) {
      connection.later(nanos, () -> ifAnswering(task));
    }
  }

  /** Does it unless the connection has ended or become silent meanwhile. */
  void ifAnswering(Runnable task) {
    if (connection.isOpen() && !silent) {
      task.run();
    }
  }

  /** Sends a push to this user, or counts why not. Any thread. */
  void deliver(Push push, Fate fate) {
    connection.execute(() -> deliverHere(push, fate));
  }

  private void deliverHere(Push push, Fate fate) {
    Counts.Traffic traffic = push.traffic();
    if (!connection.isOpen()) {
      traffic.pushesOffline.increment();
      return;
    }
    if (silent) {
      traffic.pushesDropped.increment();
      return;
    }
    write(push);
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
      connection.write(backend.garbage());
    }
  }

  private void write(Push push) {
    push.traffic().pushes.increment();
    connection.write(push.text());
  }

  /** Tells the user that he is pushed out, and closes. Any thread. */
  void kick(String reason) {
    connection.execute(() -> kickHere(reason));
  }

  private void kickHere(String reason) {
    if (connection.isOpen() && !silent) {
      answer(backend.kick(reason));
      connection.close(CloseCodes.KICKED, reason);
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
