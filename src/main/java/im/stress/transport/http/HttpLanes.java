package im.stress.transport.http;

import im.stress.channel.HttpLane;
import im.stress.channel.HttpOrigin;
import im.stress.channel.RequestListener;
import im.stress.config.ConnectionSettings;
import im.stress.config.TargetSettings;
import im.stress.transport.Dialer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;

/** Lanes over a few connections to each server, which are made when they are needed, and kept. */
public final class HttpLanes implements HttpLane.Lanes {
  private static final HttpPool.Owner NOBODY = new HttpPool.Owner() {};

  private final LaneServers servers;
  private final HttpRules rules;
  private final int connections;

  /**
   * As the settings have it.
   *
   * @param target has addresses of names that are not to be looked up
   */
  public HttpLanes(ConnectionSettings settings, TargetSettings target) {
    this.servers = new LaneServers(settings, target);
    this.rules = HttpRules.of(settings, true);
    this.connections = settings.http().laneConnections();
  }

  @Override
  public HttpLane on(EventLoop loop) {
    return new Lane(loop);
  }

  private final class Lane implements HttpLane {
    private final EventLoop loop;
    private final Map<HttpOrigin, HttpPool> pools = new HashMap<>();

    Lane(EventLoop loop) {
      this.loop = loop;
    }

    @Override
    public void request(HttpOrigin server, ByteBuf request, long tag, RequestListener listener) {
      pools.computeIfAbsent(server, this::pool).request(request, tag, listener);
    }

    private HttpPool pool(HttpOrigin server) {
      return new HttpPool(loop, new LaneWay(server, loop), rules, connections, NOBODY);
    }

    @Override
    public void close() {
      pools.values().forEach(HttpPool::close);
    }
  }

  private final class LaneWay implements HttpPool.Way {
    private final HttpOrigin server;
    private final EventLoop loop;
    private final RequestHead head;
    private int turn;

    LaneWay(HttpOrigin server, EventLoop loop) {
      this.server = server;
      this.loop = loop;
      this.head = new RequestHead(LaneServers.url(server), rules.keepAlive());
    }

    @Override
    public void dial(Dialer.Call call) {
      servers.dial(server, turn++, loop, call);
    }

    @Override
    public RequestHead head() {
      return head;
    }
  }
}
