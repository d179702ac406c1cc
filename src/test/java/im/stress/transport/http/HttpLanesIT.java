package im.stress.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.channel.HttpLane;
import im.stress.channel.HttpOrigin;
import im.stress.config.TargetSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests beside the connections of users. */
@Timeout(30)
class HttpLanesIT {
  private static HttpLane lane(HttpUser user, Map<String, List<String>> addresses) {
    return new HttpLanes(user.settings(), new TargetSettings(List.of(), "ws", addresses))
        .on(user.loop);
  }

  private static void ask(HttpUser user, HttpLane lane, HttpOrigin server, int requests) {
    user.run(
        () -> {
          for (int tag = 1; tag <= requests; tag++) {
            ByteBuf request = ByteBufAllocator.DEFAULT.buffer();
            ByteBufUtil.writeAscii(request, "GET / HTTP/1.1\r\n\r\n");
            lane.request(server, request, tag, user);
          }
        });
  }

  private static HttpOrigin origin(String host, int port) {
    return new HttpOrigin(false, host, port);
  }

  /** Answers all when as many connections are there as are expected. */
  private static RawServer.Script together(int connections) {
    CountDownLatch all = new CountDownLatch(connections);
    return peer -> {
      String request = peer.request();
      all.countDown();
      await().until(() -> all.getCount() == 0);
      while (request != null) {
        peer.write(RawServer.answer(200, "ok"));
        request = peer.request();
      }
    };
  }

  @Test
  void requests_share_as_many_connections_as_are_allowed() throws IOException {
    try (RawServer server = new RawServer(together(3));
        HttpUser user = HttpUser.of(server).with("http.lane-connections", "3")) {
      HttpLane lane = lane(user, Map.of());
      ask(user, lane, origin("127.0.0.1", server.port()), 20);
      await().until(() -> user.all.size() == 20);

      assertThat(user.all).allMatch(event -> event.endsWith(": 200 ok"));
      assertThat(server.peers).hasSize(3);
      user.run(lane::close);
      await().until(() -> server.peers.stream().allMatch(peer -> "FIN".equals(peer.end)));
    }
  }

  @Test
  void name_is_looked_up_or_has_its_addresses_from_the_settings() throws IOException {
    try (RawServer server = new RawServer(RawServer.ECHO);
        HttpUser user = HttpUser.of(server)) {
      String place = "lane.test:" + server.port();
      HttpLane lane = lane(user, Map.of(place, List.of("127.0.0.1")));
      ask(user, lane, origin("lane.test", server.port()), 1);
      user.until("1: 200");

      assertThat(server.requests().get(0)).contains("Host: " + place + "\r\n");
    }
  }

  @Test
  void name_that_does_not_resolve_fails_its_requests() throws IOException {
    try (RawServer server = new RawServer(RawServer.ECHO);
        HttpUser user = HttpUser.of(server).with("http.timeout", "20s")) {
      HttpLane lane = lane(user, Map.of());
      ask(user, lane, origin("nowhere.invalid", 80), 2);
      user.until("2: ");

      assertThat(user.all)
          .containsExactlyInAnyOrder(
              "1: CONNECT dns: nowhere.invalid", "2: CONNECT dns: nowhere.invalid");
    }
  }

  @Test
  void server_that_refuses_fails_each_request_at_its_connect() throws IOException {
    RawServer gone = new RawServer(RawServer.ECHO);
    gone.close();
    try (HttpUser user = HttpUser.of(gone)) {
      HttpLane lane = lane(user, Map.of());
      ask(user, lane, origin("127.0.0.1", gone.port()), 3);
      await().until(() -> user.all.size() == 3);

      assertThat(user.all).allMatch(event -> event.contains(": CONNECT refused: "));
    }
  }
}
