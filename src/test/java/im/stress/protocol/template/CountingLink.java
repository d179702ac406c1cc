package im.stress.protocol.template;

import im.stress.channel.FrameKind;
import im.stress.protocol.ImLink;
import im.stress.protocol.MarkerReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Counts what it is told and given to send, and lends one buffer: makes no object itself. */
final class CountingLink implements ImLink {
  private final ByteBuf out = Unpooled.buffer(1_024);
  private final MarkerReader marker = new MarkerReader(Frames.RUN_KEY);
  private int events;
  private long tag;

  /** How many so far. */
  int events() {
    return events;
  }

  @Override
  public ByteBuf newMessage() {
    return out.clear();
  }

  @Override
  public void send(ByteBuf message, FrameKind kind) {
    events++;
  }

  /** That of the last request. */
  long tag() {
    return tag;
  }

  @Override
  public void request(ByteBuf request, long newTag) {
    events++;
    tag = newTag;
  }

  @Override
  public void acked(int number, int code) {
    events++;
  }

  @Override
  public void pushed(CharSequence content) {
    if (marker.read(content) == MarkerReader.Origin.OURS) {
      events++;
    }
  }

  @Override
  public void ackedOldest(int code) {}

  @Override
  public void ackedUpTo(int number) {
    events++;
  }

  @Override
  public void joinedGroup(int code) {}

  @Override
  public void loggedIn() {}

  @Override
  public void loginRefused(int code, String words) {}

  @Override
  public void heartbeatAnswered(long sequence) {}

  @Override
  public void fail(String words) {}

  @Override
  public void kicked(String words) {}
}
