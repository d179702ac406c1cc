package im.stress.server;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * What the connections of one event loop share: reader, writer, and the list of connections with
 * unflushed frames. These are flushed once, after all that the loop has read in one round. Used by
 * that loop only.
 */
final class LoopScope {
  private final EventLoop loop;
  private final RequestReader reader = new RequestReader();
  private final FrameWriter writer;
  private final List<Connection> unflushed = new ArrayList<>();
  private boolean flushScheduled;

  /** The scope of this loop. */
  LoopScope(EventLoop loop, ByteBufAllocator allocator) {
    this.loop = loop;
    this.writer = new FrameWriter(allocator);
  }

  /** Reads what clients say. */
  RequestReader reader() {
    return reader;
  }

  /** Writes what the server says. */
  FrameWriter writer() {
    return writer;
  }

  /** Has the connection flushed when this round is over; told once for each flush. */
  void flushLater(Connection connection) {
    unflushed.add(connection);
    if (!flushScheduled) {
      flushScheduled = true;
      loop.execute(this::flushAll);
    }
  }

  /** A flush may make further connections write, so the list may grow meanwhile. */
  private void flushAll() {
    for (int i = 0; i < unflushed.size(); i++) {
      unflushed.get(i).flushNow();
    }
    unflushed.clear();
    flushScheduled = false;
  }
}
