package im.stress.transport;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.Connection;
import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class TrafficMeterTest {

  /** Adds up what it is told. */
  private static final class Adder implements ConnectionListener {
    private int received;
    private int sent;

    @Override
    public void bytesReceived(int bytes) {
      received += bytes;
    }

    @Override
    public void bytesSent(int bytes) {
      sent += bytes;
    }

    @Override
    public void opened(Connection connection) {}

    @Override
    public void received(ByteBuf message) {}

    @Override
    public void ponged(long sequence) {}

    @Override
    public void ended(ConnectionEnd end) {}
  }

  @Test
  void bytes_are_counted_both_ways_and_pass_as_they_are() {
    Adder told = new Adder();
    EmbeddedChannel channel = new EmbeddedChannel(new TrafficMeter(told));

    channel.writeInbound(Unpooled.wrappedBuffer(new byte[300]));
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[7]));
    channel.writeOutbound(Unpooled.wrappedBuffer(new byte[20]));

    assertThat(told.received).isEqualTo(307);
    assertThat(told.sent).isEqualTo(20);
    assertThat((ByteBuf) channel.readInbound()).satisfies(bytes -> assertThat(bytes.readableBytes()).isEqualTo(300));
    assertThat((ByteBuf) channel.readOutbound()).satisfies(bytes -> assertThat(bytes.readableBytes()).isEqualTo(20));
    channel.finishAndReleaseAll();
  }
}
