package im.stress.server;

import io.netty.channel.Channel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Holds back, for one connection, what falls into a standstill of the server: what comes in and
 * tasks that are due. All methods are for the connection's own event loop.
 */
final class Standstill {
  private final Stall stall;
  private final Channel channel;
  private final Consumer<Object> receiver;
  private Queue<Object> held;

  /** What comes in goes to this receiver, which releases them. */
  Standstill(Stall stall, Channel channel, Consumer<Object> receiver) {
    this.stall = stall;
    this.channel = channel;
    this.receiver = receiver;
  }

  /** Hands it on: at once, or when the standstill is over, which lasts this long. */
  void take(Object message, long stalledNanos) {
    if (held != null || stalledNanos > 0) {
      hold(message, stalledNanos);
    } else {
      receiver.accept(message);
    }
  }

  /** Stops reading, so that what is held here stays within what was read in one go. */
  private void hold(Object message, long stalledNanos) {
    if (held == null) {
      held = new ArrayDeque<>();
      channel.config().setAutoRead(false);
      later(stalledNanos, this::resume);
    }
    held.add(message);
  }

  private void resume() {
    Queue<Object> messages = held;
    held = null;
    if (messages != null) {
      messages.forEach(receiver);
      channel.config().setAutoRead(true);
    }
  }

  /** Drops what is held, at the end of the connection. */
  void drop() {
    if (held != null) {
      held.forEach(ReferenceCountUtil::release);
      held = null;
    }
  }

  /**
   * Runs later on this loop; not within a standstill, but right after it. As a task of its own, so
   * that Netty logs what it throws.
   */
  void later(long nanos, Runnable task) {
    channel.eventLoop().schedule(() -> afterStall(task), nanos, TimeUnit.NANOSECONDS);
  }

  private void afterStall(Runnable task) {
    long stalledNanos = stall.remainingNanos(System.nanoTime());
    if (stalledNanos > 0) {
      later(stalledNanos, task);
    } else {
      channel.eventLoop().execute(task);
    }
  }
}
