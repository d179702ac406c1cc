package im.stress.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the transport adds to requests. */
class RequestHeadTest {
  private static String completed(String url, boolean keepAlive, String request) {
    ByteBuf given = Unpooled.copiedBuffer("xx" + request, UTF_8).skipBytes(2);
    ByteBuf whole =
        new RequestHead(URI.create(url), keepAlive)
            .completed(given, UnpooledByteBufAllocator.DEFAULT);
    assertThat(given.refCnt()).isZero();
    String text = whole.toString(UTF_8);
    whole.release();
    return text;
  }

  @Test
  void place_and_length_stand_after_the_first_line() {
    assertThat(
            completed("http://h:8080", true, "POST /login HTTP/1.1\r\nX-A: b\r\n\r\n{\"a\":\"ü\"}"))
        .isEqualTo(
            "POST /login HTTP/1.1\r\nHost: h:8080\r\nConnection: keep-alive\r\n"
                + "Content-Length: 10\r\nX-A: b\r\n\r\n{\"a\":\"ü\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, true",
    "HEAD, true",
    "PUT, true",
    "DELETE, true",
    "OPTIONS, true",
    "TRACE, true",
    "POST, false",
    "PATCH, false",
    "GETTER, false",
    "get, false",
  })
  void methods_that_may_be_asked_twice_are_those_of_rfc_9110(String method, boolean twice) {
    ByteBuf request = Unpooled.copiedBuffer(method + " / HTTP/1.1\r\n\r\n", UTF_8);
    assertThat(RequestHead.isIdempotent(request)).isEqualTo(twice);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, false",
    "HEAD, false",
    "DELETE, false",
    "POST, true",
    "PUT, true",
    "PATCH, true",
  })
  void length_of_no_body_is_told_where_one_is_expected(String method, boolean told) {
    assertThat(completed("http://h", true, method + " / HTTP/1.1\r\n\r\n").contains("Length: 0"))
        .isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h:80,     Host: h",
    "https://h:443,   Host: h",
    "https://h:80,    Host: h:80",
    "http://[::1]:81, Host: [::1]:81",
  })
  void port_of_the_scheme_is_not_told(String url, String host) {
    assertThat(completed(url, false, "GET / HTTP/1.1\r\n\r\n"))
        .isEqualTo("GET / HTTP/1.1\r\n" + host + "\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h,          /,      /",
    "http://h/,         /login, /login",
    "http://h/api,      /login, /api/login",
    "http://h/api/,     /login, /api/login",
    "http://h/api/,     /,      /api/",
    "http://h/a.html,   /,      /a.html",
    "http://h/a.html?b, /,      /a.html?b",
    "http://h/?b,       /x?c,   /x?c&b",
  })
  void path_and_query_of_the_url_stand_before_those_of_the_request(
      String url, String target, String expected) {
    assertThat(completed(url, true, "GET " + target + " HTTP/1.1\r\n\r\n"))
        .startsWith("GET " + expected + " HTTP/1.1\r\n");
  }

  @Test
  void user_info_of_the_url_is_a_header_unless_the_request_has_its_own() {
    assertThat(completed("http://me:p%40ss@h", true, "GET / HTTP/1.1\r\n\r\n"))
        .contains("Authorization: Basic bWU6cEBzcw==\r\n");
    assertThat(completed("http://me:p@h", true, "GET / HTTP/1.1\r\nauthorization: x\r\n\r\n"))
        .doesNotContain("Basic");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"``", "GET / HTTP/1.1", "GET / HTTP/1.1~a: b~", "GET~~"})
  void what_is_no_request_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> completed("http://h", true, text.replace("~", "\r\n")))
        .withMessageStartingWith("request: expected METHOD PATH HTTP/1.1");
  }
}
