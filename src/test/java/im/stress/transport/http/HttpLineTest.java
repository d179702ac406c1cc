package im.stress.transport.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.HttpAnswer;
import im.stress.channel.RequestFailure;
import im.stress.channel.RequestListener;
import im.stress.model.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of requests and connections of one line, in whatever order they end. */
class HttpLineTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final String LAST =
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

  private final List<String> told = new ArrayList<>();
  private final Deque<PendingRequest> waiting = new ArrayDeque<>();
  private final List<HttpChannel> dialed = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private boolean keepAlive = true;
  private long nanos;
  private EmbeddedChannel server;

  private final RequestListener listener =
      new RequestListener() {
        @Override
        public void answered(long tag, HttpAnswer answer) {
          told.add(tag + " answered");
        }

        @Override
        public void unanswered(long tag, RequestFailure failure, ConnectionEnd end) {
          told.add(tag + " " + failure + " " + end.cause());
        }

        @Override
        public void neverSent(long tag, RequestFailure failure, ConnectionEnd end) {
          told.add(tag + " never sent " + end.cause());
        }

        @Override
        public void sentAgain() {
          told.add("again");
        }

        @Override
        public void lostBetweenRequests(ConnectionEnd end) {
          told.add("lost " + end.cause());
        }
      };

  private final HttpLine line =
      new HttpLine(
          new HttpLine.Pool() {
            @Override
            public HttpChannel dial(HttpLine dialing) {
              HttpChannel made = new HttpChannel(dialing, 100);
              dialed.add(made);
              return made;
            }

            @Override
            public boolean keepsAlive() {
              return keepAlive;
            }

            @Override
            public PendingRequest next() {
              return waiting.poll();
            }

            @Override
            public void connected() {
              told.add("connected");
            }

            @Override
            public void notConnected(ConnectionEnd end) {
              told.add("not connected");
            }

            @Override
            public void settled() {}

            @Override
            public long nanoTime() {
              return nanos;
            }

            @Override
            public void later(Runnable task, long wait) {
              assertThat(wait).isPositive();
              later.add(task);
            }
          },
          listener);

  private void ask(String method, int tag) {
    ByteBuf bytes = Unpooled.copiedBuffer(method + " /" + tag + " HTTP/1.1\r\n\r\n", US_ASCII);
    waiting.add(new PendingRequest(bytes, tag, listener, Long.MAX_VALUE));
    line.advance();
  }

  /** The last connection that was dialed is made. */
  private void connect() {
    HttpChannel made = dialed.get(dialed.size() - 1);
    server =
        new EmbeddedChannel(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                made.addTo(channel.pipeline());
              }
            });
  }

  /** The request that the server has got; null = none. */
  private String got() {
    ByteBuf sent = server.readOutbound();
    if (sent == null) {
      return null;
    }
    String text = sent.toString(US_ASCII);
    sent.release();
    return text.substring(0, text.indexOf(" HTTP"));
  }

  private void answer(String bytes) {
    server.writeInbound(Unpooled.copiedBuffer(bytes, US_ASCII));
  }

  private void close() {
    server.close();
    server.runPendingTasks();
  }

  /** One answer has come over a connection that is kept. */
  private void begin() {
    ask("GET", 1);
    connect();
    assertThat(got()).isEqualTo("GET /1");
    answer(OK);
    assertThat(told).containsExactly("1 answered");
    told.clear();
  }

  @Test
  void post_right_after_the_first_answer_waits_and_is_then_sent() {
    begin();
    ask("POST", 2);
    assertThat(got()).isNull();
    later.get(0).run();
    assertThat(got()).isEqualTo("POST /2");
  }

  @Test
  void post_that_waited_goes_over_a_new_connection_where_the_server_has_closed() {
    begin();
    ask("POST", 2);
    close();
    connect();
    assertThat(got()).isEqualTo("POST /2");
    later.get(0).run();
    assertThat(got()).as("once").isNull();
    assertThat(told).containsExactly("lost closed-by-server");
  }

  @Test
  void post_some_time_after_the_first_answer_is_sent_at_once() {
    begin();
    nanos += TimeUnit.MILLISECONDS.toNanos(20);
    ask("POST", 2);
    assertThat(got()).isEqualTo("POST /2");
  }

  @Test
  void close_long_after_the_request_has_not_crossed_it() {
    begin();
    nanos += TimeUnit.SECONDS.toNanos(5);
    ask("GET", 2);
    nanos += TimeUnit.MILLISECONDS.toNanos(500);
    close();
    assertThat(dialed).hasSize(1);
    assertThat(told).containsExactly("2 READ closed-by-server");
  }

  @Test
  void post_waits_for_nothing_once_the_server_has_kept_a_connection() {
    begin();
    ask("GET", 2);
    assertThat(got()).isEqualTo("GET /2");
    answer(OK);
    ask("POST", 3);
    assertThat(got()).isEqualTo("POST /3");
    assertThat(later).isEmpty();
  }

  @Test
  void request_that_was_given_up_while_it_waited_is_never_sent() {
    begin();
    ask("POST", 2);
    line.giveUp(RequestFailure.TIMEOUT, Cause.REQUEST_TIMEOUT, "late");
    later.get(0).run();
    assertThat(got()).isNull();
    assertThat(told).containsExactly("2 never sent request-timeout");
  }

  @Test
  void request_that_was_sent_once_and_finds_no_second_connection_is_not_called_never_sent() {
    begin();
    ask("GET", 2);
    close();
    line.giveUp(RequestFailure.TIMEOUT, Cause.REQUEST_TIMEOUT, "late");
    assertThat(dialed).hasSize(2);
    assertThat(told).containsExactly("lost closed-by-server", "again", "2 TIMEOUT request-timeout");
  }

  @Test
  void close_in_the_middle_of_talk_by_a_server_that_keeps_connections_is_an_error() {
    begin();
    ask("GET", 2);
    answer(OK);
    told.clear();
    ask("GET", 3);
    close();
    assertThat(told).containsExactly("3 READ closed-by-server");
  }

  @Test
  void get_that_meets_a_close_is_sent_again_once() {
    begin();
    ask("GET", 2);
    assertThat(got()).isEqualTo("GET /2");
    close();
    connect();
    assertThat(got()).isEqualTo("GET /2");
    close();
    assertThat(dialed).hasSize(2);
    assertThat(told).containsExactly("lost closed-by-server", "again", "2 READ closed-by-server");
  }

  @Test
  void post_that_meets_a_close_is_not_sent_again() {
    begin();
    ask("POST", 2);
    later.get(0).run();
    close();
    assertThat(dialed).hasSize(1);
    assertThat(told).containsExactly("2 READ crossed-close");
  }

  @Test
  void server_that_closes_after_each_answer_gets_a_connection_for_each_request() {
    begin();
    close();
    ask("POST", 2);
    connect();
    assertThat(got()).isEqualTo("POST /2");
    answer(OK);
    ask("POST", 3);
    assertThat(dialed).hasSize(3);
    assertThat(told).containsExactly("lost closed-by-server", "2 answered");
  }

  @Test
  void connection_without_a_request_is_kept_where_connections_are() {
    line.open();
    connect();
    assertThat(server.isOpen()).isTrue();
    assertThat(told).containsExactly("connected");
  }

  @Test
  void connection_without_a_request_is_ended_where_each_request_has_its_own() {
    keepAlive = false;
    line.open();
    connect();
    assertThat(server.isOpen()).isFalse();
    ask("GET", 1);
    assertThat(dialed).hasSize(2);
    assertThat(told).containsExactly("connected");
  }

  @Test
  void announced_close_is_left_to_the_server_until_it_has_not_come_once() {
    ask("GET", 1);
    connect();
    answer(LAST);
    assertThat(server.isOpen()).isTrue();
    server.advanceTimeBy(3, TimeUnit.SECONDS);
    server.runScheduledPendingTasks();
    assertThat(server.isOpen()).isFalse();

    ask("GET", 2);
    connect();
    answer(LAST);
    assertThat(server.isOpen()).as("not waited for again").isFalse();
    assertThat(told).containsExactly("1 answered", "2 answered");
  }
}
