package im.stress.transport;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class TrafficMeterTest {

  /** Adds up what it is told. */
  private static final class Adder implements Traffic {
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
    ByteBuf in = channel.readInbound();
    ByteBuf out = channel.readOutbound();
    assertThat(in.readableBytes()).isEqualTo(300);
    assertThat(out.readableBytes()).isEqualTo(20);
    in.release();
    out.release();
    channel.finishAndReleaseAll();
  }
}
