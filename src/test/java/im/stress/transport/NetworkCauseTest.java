package im.stress.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import im.stress.model.Cause;
import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors.NativeIoException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.EncoderException;
import io.netty.handler.codec.TooLongFrameException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkCauseTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of("refused", new ConnectException("Connection refused: /127.0.0.1:1")),
        Arguments.of("connect-timeout", new ConnectTimeoutException("connection timed out")),
        Arguments.of("dns", new UnknownHostException("nowhere.invalid")),
        Arguments.of("tls", new DecoderException(new SSLHandshakeException("no trust"))),
        Arguments.of("reset", new IOException("recvAddress(..) failed: Connection reset by peer")),
        Arguments.of("reset", new IOException("writeAddress(..) failed: Broken pipe")),
        Arguments.of("out-of-ports", new BindException("Cannot assign requested address")),
        Arguments.of(
            "out-of-fds",
            new ChannelException(
                "Unable to create Channel", new IOException("socket: Too many open files"))),
        Arguments.of(
            "out-of-memory",
            new EncoderException(new OutOfMemoryError("Cannot reserve 4194304 bytes"))),
        Arguments.of("unreachable", new IOException("No route to host")),
        Arguments.of("frame-too-large", new DecoderException(new TooLongFrameException("70000"))),
        Arguments.of("codec", new DecoderException("reserved bit")),
        Arguments.of("other", new IllegalStateException("what?")));
  }

  /** As Netty's native sockets and Java's own tell it on a German or Chinese system. */
  static Stream<Arguments> failuresOnOtherSystems() {
    return Stream.of(
        Arguments.of("refused", connect(-111, "Verbindungsaufbau abgelehnt")),
        Arguments.of("out-of-ports", connect(-99, "无法指定被请求的地址")),
        Arguments.of("connect-timeout", connect(-110, "连接超时")),
        Arguments.of("out-of-memory", connect(-105, "没有可用的缓冲区空间")),
        Arguments.of("refused", new ConnectException("Verbindungsaufbau abgelehnt")),
        Arguments.of("out-of-ports", new BindException("无法指定被请求的地址")),
        Arguments.of("unreachable", new NoRouteToHostException("没有到主机的路由")),
        Arguments.of("unreachable", new UnsupportedAddressTypeException()),
        Arguments.of("closed-by-server", new ClosedChannelException()),
        Arguments.of("other", new SocketException("Zu viele offene Dateien")));
  }

  @ParameterizedTest
  @CsvSource({
    "12, out-of-memory", "23, out-of-fds", "24, out-of-fds", "32, reset", "98, out-of-ports",
    "99, out-of-ports", "101, unreachable", "104, reset", "113, unreachable", "9999, other"
  })
  void an_error_number_of_the_native_sockets_has_a_name(int errno, String name) {
    assumeTrue(Epoll.isAvailable(), "no native sockets here");
    NativeIoException failure = new NativeIoException("call", -errno);

    assertThat(NetworkCause.of(failure).key()).isEqualTo(name);
    assertThat(NetworkCause.of(new ChannelException("no socket", failure)).key()).isEqualTo(name);
  }

  private static ConnectException connect(int errno, String text) {
    return new ConnectException("connect(..) failed with error(" + errno + "): " + text);
  }

  @ParameterizedTest
  @MethodSource("failuresOnOtherSystems")
  void a_failure_has_the_same_name_in_every_language(String name, Throwable failure) {
    assertThat(NetworkCause.of(failure).key()).isEqualTo(name);
    assertThat(NetworkCause.of(new DecoderException(failure)).key()).isEqualTo(name);
  }

  @Test
  void words_that_only_quote_the_peer_are_no_words_of_the_system() {
    assertThat(NetworkCause.of(new DecoderException("got: too many open files")))
        .isEqualTo(Cause.CODEC);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_failure_has_a_name(String name, Throwable failure) {
    assertThat(NetworkCause.of(failure).key()).isEqualTo(name);
  }
}
