package im.stress.server;

import io.netty.buffer.ByteBuf;

/**
 * What one connection means to the IM server: its user, logged in or not yet, and the faults that
 * strike at a certain age. All methods are for the connection's event loop, but {@link #deliver}
 * and {@link #kick}.
 */
final class Session {
  private static final int REJECTED_CODE = 401;
  private static final int FULL_CODE = 503;

  /** Position in the list of {@link Users}, which alone reads and writes it under its lock. */
  int place;

  private final ServerContext server;
  private final Connection connection;
  private String uid;
  private Router router;
  private boolean silent;

  /** The session of a connection on which nobody has logged in yet. */
  Session(ServerContext server, Connection connection) {
    this.server = server;
    this.connection = connection;
  }

  /** Whether the fault has struck that keeps the socket and answers nothing. */
  boolean silent() {
    return silent;
  }

  /** Takes one text frame; doesn't release it. */
  void text(ByteBuf frame) {
    try {
      Request request = connection.loop().reader().read(frame);
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

  /** Answers a ping frame of WebSocket. */
  void pingFrame(ByteBuf payload) {
    if (!silent) {
      server.counts().heartbeats.increment();
      connection.write(connection.loop().writer().pongFrame(payload));
    }
  }

  private void ignore(Request request) {
    if (request instanceof Request.Chat) {
      server.counts().messagesIgnored.increment();
    }
  }

  private void take(Request request) {
    if (request instanceof Request.Unknown unknown) {
      connection.refuse(CloseCodes.UNSUPPORTED_DATA, "unknown type \"" + unknown.type() + "\"");
    } else if (request instanceof Request.Login login) {
      login(login.uid());
    } else if (uid == null) {
      connection.close(CloseCodes.POLICY_VIOLATION, "login first");
    } else if (request instanceof Request.Ping ping) {
      server.counts().heartbeats.increment();
      connection.write(connection.loop().writer().pong(ping.seq()));
    } else if (request instanceof Request.Chat chat) {
      chat(chat);
    }
  }

  private void login(String wanted) {
    if (uid != null) {
      connection.close(CloseCodes.POLICY_VIOLATION, "already logged in");
      return;
    }
    if (server.users().rejectsNext()) {
      reject(REJECTED_CODE, "rejected by fault", CloseCodes.POLICY_VIOLATION);
      return;
    }
    Users.Entry entry = server.users().enter(wanted, this);
    if (!entry.accepted()) {
      reject(FULL_CODE, "server full", CloseCodes.TRY_AGAIN_LATER);
      return;
    }
    uid = wanted;
    router = new Router(server, this, connection, uid);
    server.counts().logins.increment();
    connection.write(connection.loop().writer().loginAccepted());
    entry.replaced().ifPresent(older -> older.kick("logged in elsewhere"));
    scheduleFaults();
  }

  private void reject(int code, String reason, int closeCode) {
    server.counts().loginsRejected.increment();
    connection.write(connection.loop().writer().loginRejected(code, reason));
    connection.close(closeCode, reason);
  }

  private void scheduleFaults() {
    Faults faults = server.faults();
    at(Fault.CLOSE_AFTER, () -> connection.close(faults.closeCode(), "fault"));
    at(Fault.RESET_AFTER, connection::reset);
    at(Fault.SILENT_AFTER, () -> silent = true);
    at(Fault.KICK_AFTER, () -> kick("kicked by fault"));
  }

  private void at(Fault fault, Runnable task) {
    long nanos = server.faults().nanos(fault);
    if (nanos > 0) {
      connection.later(nanos, () -> ifAnswering(task));
    }
  }

  private void ifAnswering(Runnable task) {
    if (connection.isOpen() && !silent) {
      task.run();
    }
  }

  private void chat(Request.Chat chat) {
    server.counts().messages.increment();
    long delayNanos = server.faults().nanos(Fault.ACK_DELAY);
    boolean dropped = router.chance().strikes(Fault.DROP_ACK);
    boolean twice = !dropped && router.chance().strikes(Fault.DUPLICATE_ACK);
    if (dropped) {
      server.counts().acksDropped.increment();
    } else if (delayNanos == 0) {
      acknowledge(chat.id(), twice);
    } else {
      connection.later(delayNanos, () -> ifAnswering(() -> acknowledge(chat.id(), twice)));
    }
    router.route(chat);
  }

  private void acknowledge(String id, boolean twice) {
    server.counts().acks.increment();
    connection.write(connection.loop().writer().chatAck(id));
    if (twice) {
      server.counts().acks.increment();
      server.counts().acksDuplicated.increment();
      connection.write(connection.loop().writer().chatAck(id));
    }
  }

  /** Sends a push to this user, or counts why not. Any thread. */
  void deliver(Push push, Fate fate) {
    connection.execute(() -> deliverHere(push, fate));
  }

  private void deliverHere(Push push, Fate fate) {
    Counts counts = server.counts();
    if (!connection.isOpen()) {
      counts.pushesOffline.increment();
      return;
    }
    if (silent) {
      counts.pushesDropped.increment();
      return;
    }
    write(push);
    switch (fate) {
      case DUPLICATE -> {
        counts.pushesDuplicated.increment();
        write(push);
      }
      case MISROUTE -> counts.pushesMisrouted.increment();
      case REORDER -> counts.pushesReordered.increment();
      case PLAIN, DROP -> {}
    }
    if (push.withGarbage()) {
      counts.framesGarbage.increment();
      connection.write(connection.loop().writer().garbage());
    }
  }

  private void write(Push push) {
    server.counts().pushes.increment();
    connection.write(connection.loop().writer().push(push));
  }

  /** Tells the user that he is pushed out, and closes. Any thread. */
  void kick(String reason) {
    connection.execute(() -> kickHere(reason));
  }

  private void kickHere(String reason) {
    if (connection.isOpen() && !silent) {
      connection.write(connection.loop().writer().kick(reason));
      connection.close(CloseCodes.KICKED, reason);
    }
  }

  /** Takes the user offline; pushes that are held back for the next one are sent now. */
  void leave() {
    if (uid != null) {
      server.users().leave(uid, this);
      router.releaseAll();
    }
  }
}
