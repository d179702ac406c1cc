package im.stress.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.HttpAnswer;
import im.stress.channel.RequestFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of one connection, however they are cut into reads. */
class HttpChannelTest {
  private static final String ASK = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  /** Keeps what a connection tells. */
  private static final class Told implements HttpChannel.Owner {
    final List<String> all = new ArrayList<>();
    final List<Long> bytes = new ArrayList<>();

    @Override
    public void connected(HttpChannel channel) {
      all.add("connected");
    }

    @Override
    public void answered(HttpChannel channel, HttpAnswer answer, boolean kept) {
      bytes.add(answer.bytes());
      all.add(
          "%d %s%s%s"
              .formatted(
                  answer.status(),
                  answer.body().toString(ISO_8859_1),
                  answer.location(),
                  kept ? " kept" : "")
              .strip());
    }

    @Override
    public void over(HttpChannel channel, ConnectionEnd end) {
      all.add("%s %s: %s".formatted(channel.failure(), end.cause(), end.detail()));
    }
  }

  private final Told told = new Told();
  private final HttpChannel http = new HttpChannel(told, 100);
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel made) {
              http.addTo(made.pipeline());
            }
          });

  private HttpChannelTest ask(String request) {
    http.send(Unpooled.copiedBuffer(request, ISO_8859_1));
    channel.<ByteBuf>readOutbound().release();
    return this;
  }

  private void read(String bytes) {
    if (!bytes.isEmpty() && channel.isOpen()) {
      channel.writeInbound(Unpooled.copiedBuffer(bytes, ISO_8859_1));
    }
  }

  private void close() {
    channel.close();
    channel.runPendingTasks();
  }

  @Test
  void bytes_of_an_answer_are_those_of_its_head_and_body_alone() {
    String first = bytes("HTTP/1.1 200 OK~Content-Length: 5~~hello");
    String second = bytes("HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ok~0~~");
    HttpChannelTest test = new HttpChannelTest().ask(ASK);
    test.read(first.substring(0, 20));
    test.read(first.substring(20));
    test.ask(ASK).read(second);

    assertThat(test.told.bytes).containsExactly((long) first.length(), (long) second.length());
  }

  private static String bytes(String text) {
    return text.strip().replace("~", "\r\n");
  }

  /** What is told of an answer that comes in two reads, the first of this length, then a close. */
  private static List<String> toldOf(String request, String answer, int split) {
    HttpChannelTest test = new HttpChannelTest().ask(request);
    test.read(answer.substring(0, split));
    test.read(answer.substring(split));
    test.close();
    return test.told.all;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GET  | HTTP/1.1 200 OK~Content-Length: 5~~hello                              | 200 hello kept",
        "GET  | HTTP/1.1 200 OK~Content-Length: 0~~                                   | 200  kept",
        "GET  | HTTP/1.1 204 No Content~~                                             | 204  kept",
        "GET  | HTTP/1.1 304 Not Modified~Content-Length: 9~~                         | 304  kept",
        "HEAD | HTTP/1.1 200 OK~Content-Length: 5~~                                   | 200  kept",
        "HEAD | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~                          | 200  kept",
        "GET  | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3;x=y~hel~2~lo~0~a: b~~   | 200 hello kept",
        "GET  | HTTP/1.1 200 OK~~hello                                                | 200 hello",
        "GET  | HTTP/1.1 200 OK~~                                                     | 200 ",
        "GET  | HTTP/1.0 200 OK~Content-Length: 5~~hello                              | 200 hello",
        "GET  | HTTP/1.1 200 OK~Connection: close~Content-Length: 5~~hello            | 200 hello",
        "GET  | HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 2~~ok          | 200 ok kept",
        "GET  | HTTP/1.1 103 Early Hints~Link: a~~HTTP/1.1 200 ~Content-Length: 2~~ok | 200 ok kept",
        "POST | HTTP/1.1 302 Found~Location: /in~Content-Length: 0~~                  | 302 /in kept",
        "POST | HTTP/1.1 201 Created~Location: /a~Content-Length: 0~~                 | 201  kept",
        "POST | HTTP/1.1 404 Not Found~Content-Length: 2~~no                          | 404 no kept",
      })
  void answer_is_the_same_wherever_it_is_cut(String method, String text, String expected) {
    String answer = bytes(text);
    String request = ASK.replace("GET", method);
    for (int split = 0; split <= answer.length(); split++) {
      assertThat(toldOf(request, answer, split))
          .as("cut at %d", split)
          .startsWith("connected", expected)
          .hasSize(3)
          .last()
          .asString()
          .startsWith("READ closed-by-server: ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "HTTP/1.1 200 OK~Content-Length: 10~~hel             | READ answer-cut: closed after 3 of 10 bytes of the body",
        "HTTP/1.1 200 OK~Content-Length: 10~~                | READ answer-cut: closed after 0 of 10 bytes of the body",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~hel~  | READ answer-cut: closed after 3 bytes of the body, and no last chunk",
        "HTTP/1.1 200 OK~Content-Le                          | READ answer-cut: closed in the middle of the head of an answer",
        "HTTP/1.                                             | READ answer-cut: closed in the middle of the head of an answer",
        "HTTP/1.1 100 Continue~~                             | READ closed-by-server: closed before a byte of the answer",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~hel~ | READ answer-invalid: ",
        "HTTP/1.1 200 OK~Content-Length: two~~ok             | READ answer-invalid: ",
        "HTTP/1.1 200 OK~Content-Length: -2~~ok              | READ answer-invalid: ",
        "HTTP/1.1 200 OK~Content-Length: 2~Content-Length: 3~~okk | READ answer-invalid: ",
        "HTTP/1.1 999 What~Content-Length: 2~~ok             | READ answer-invalid: expected a status from 200 to 599, got 999",
        "HTTP/1.1 101 Switching Protocols~~                  | READ answer-invalid: expected a status from 200 to 599, got 101",
        "SSH-2.0-OpenSSH_9.2~~                               | READ answer-invalid: ",
        "{\"status\":\"success\"}~~                          | READ answer-invalid: ",
        "HTTP/1.1 200 OK~Content-Length: 101~~%s             | READ frame-too-large: body of an answer: expected at most 100 bytes, got more",
        "HTTP/1.1 200 OK~~%s                                 | READ frame-too-large: body of an answer: expected at most 100 bytes, got more",
      })
  void bad_answer_has_the_same_cause_wherever_it_is_cut(String text, String expected) {
    String answer = bytes(text).replace("%s", "x".repeat(101));
    for (int split = 0; split <= answer.length(); split++) {
      assertThat(toldOf(ASK, answer, split))
          .as("cut at %d", split)
          .hasSize(2)
          .last()
          .asString()
          .startsWith(expected.strip())
          .hasSizeLessThan(400);
    }
  }

  @Test
  void more_than_content_length_in_the_same_read_is_no_answer() {
    ask(ASK).read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhello");
    close();

    assertThat(told.all)
        .containsExactly(
            "connected",
            "READ answer-invalid: expected no more than Content-Length says, got 2 more bytes");
  }

  @Test
  void line_ends_between_answers_are_no_fault() {
    ask(ASK).read("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok\r\n\r\n");
    ask(ASK).read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes");

    assertThat(told.all).containsExactly("connected", "200 ok kept", "200 yes kept");
  }

  @Test
  void answer_that_nobody_asked_for_ends_the_connection() {
    read("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");

    assertThat(told.all).hasSize(2).last().asString().contains("answer-invalid: expected nothing");
  }

  @Test
  void many_pieces_of_a_body_are_put_together() {
    ask(ASK);
    read("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
    for (int i = 0; i < 100; i++) {
      read(Integer.toString(i % 10));
    }

    assertThat(told.all.get(1)).isEqualTo("200 " + "0123456789".repeat(10) + " kept");
  }

  @Test
  void request_fails_at_what_it_was_at_when_the_connection_ended() {
    assertThat(new HttpChannel(told, 1).failure()).isEqualTo(RequestFailure.CONNECT);
    ask(ASK);
    assertThat(http.failure()).isEqualTo(RequestFailure.READ);
  }

  private void failWrites(Throwable failure) {
    channel
        .pipeline()
        .addFirst(
            new ChannelOutboundHandlerAdapter() {
              @Override
              public void write(ChannelHandlerContext context, Object bytes, ChannelPromise sent) {
                ReferenceCountUtil.release(bytes);
                sent.setFailure(failure);
              }
            });
  }

  @Test
  void request_that_can_not_be_written_ends_the_connection_and_has_failed_at_writing() {
    failWrites(new IOException("Broken pipe"));
    ByteBuf request = Unpooled.copiedBuffer(ASK, ISO_8859_1);
    http.send(request);
    channel.runPendingTasks();

    assertThat(told.all).hasSize(2).last().asString().startsWith("WRITE reset: ");
    assertThat(channel.isOpen()).isFalse();
    assertThat(request.refCnt()).isZero();
  }

  /** The end itself says why. */
  @Test
  void request_that_comes_to_a_closed_connection_has_failed_at_writing_for_the_reason_of_the_end() {
    failWrites(new ClosedChannelException());
    http.send(Unpooled.copiedBuffer(ASK, ISO_8859_1));
    assertThat(told.all).hasSize(1);
    close();

    assertThat(told.all)
        .hasSize(2)
        .last()
        .isEqualTo("WRITE closed-by-server: closed before a byte of the answer");
  }
}
