package im.stress.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.EncoderException;
import io.netty.handler.codec.TooLongFrameException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

  @ParameterizedTest
  @MethodSource("failures")
  void a_failure_has_a_name(String name, Throwable failure) {
    assertThat(NetworkCause.of(failure).key()).isEqualTo(name);
  }
}
