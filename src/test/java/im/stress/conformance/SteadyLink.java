package im.stress.conformance;

import im.stress.channel.FrameKind;
import im.stress.protocol.ImLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Passes everything on to a {@link KitLink}, until it is to make no object itself: then it lends
 * one buffer again and again, and hears what it is told without keeping it.
 */
final class SteadyLink implements ImLink {
  private static final int LONGEST_MESSAGE = 64 * 1024;

  private final KitLink kept;
  private ByteBuf lent;

  SteadyLink(KitLink kept) {
    this.kept = kept;
  }

  /** From now on nothing is kept. */
  void keepNothing() {
    lent = Unpooled.buffer(LONGEST_MESSAGE);
  }

  private boolean keeps() {
    return lent == null;
  }

  @Override
  public ByteBuf newMessage() {
    return keeps() ? kept.newMessage() : lent.clear();
  }

  @Override
  public void send(ByteBuf message, FrameKind kind) {
    if (keeps()) {
      kept.send(message, kind);
    }
  }

  @Override
  public void loggedIn() {
    if (keeps()) {
      kept.loggedIn();
    }
  }

  @Override
  public void loginRefused(int code, String words) {
    if (keeps()) {
      kept.loginRefused(code, words);
    }
  }

  @Override
  public void joinedGroup(int code) {
    if (keeps()) {
      kept.joinedGroup(code);
    }
  }

  @Override
  public void acked(int number, int code) {
    if (keeps()) {
      kept.acked(number, code);
    }
  }

  @Override
  public void ackedOldest(int code) {
    if (keeps()) {
      kept.ackedOldest(code);
    }
  }

  @Override
  public void ackedUpTo(int number) {
    if (keeps()) {
      kept.ackedUpTo(number);
    }
  }

  @Override
  public void pushed(CharSequence content) {
    if (keeps()) {
      kept.pushed(content);
    }
  }

  @Override
  public void heartbeatAnswered(long sequence) {
    if (keeps()) {
      kept.heartbeatAnswered(sequence);
    }
  }

  @Override
  public void kicked(String words) {
    if (keeps()) {
      kept.kicked(words);
    }
  }

  @Override
  public void fail(String words) {
    if (keeps()) {
      kept.fail(words);
    }
  }
}
