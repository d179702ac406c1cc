package im.stress.channel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;

/**
 * Requests of HTTP beside the connections of users, over connections that the users of an event
 * loop share. Belongs to that event loop.
 */
public interface HttpLane {
  /** There is none. */
  HttpLane NONE =
      (server, request, tag, listener) -> {
        request.release();
        throw new IllegalStateException("there is no way for requests beside a connection here");
      };

  /** Makes lanes; safe on any thread. */
  interface Lanes {
    /** The lane of this event loop, a new one each time: it is shared by whoever asks for it. */
    HttpLane on(EventLoop loop);
  }

  /**
   * Sends a request when one of the connections is free; takes ownership of it.
   *
   * @param request as in {@link Connection#request}, from whichever connection
   * @param tag given back with the answer
   * @param listener hears of the answer, or that there is none, once, and never from within this
   *     call
   */
  void request(HttpOrigin server, ByteBuf request, long tag, RequestListener listener);

  /** Closes the connections; requests that are not answered fail. */
  default void close() {}
}
