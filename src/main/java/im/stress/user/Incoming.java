package im.stress.user;

import im.stress.protocol.ImLink;

/**
 * What the server tells a user who is online, each thing told to the loop that it is for. Belongs
 * to the user's event loop.
 */
abstract class Incoming implements ImLink {
  final UserLoop loop;
  final Loops loops;

  /** When the event began that the session is dealing with. */
  long eventNanos;

  /**
   * What the last answer of HTTP is called that points to another place; empty where it doesn't.
   */
  String redirect = "";

  Incoming(UserLoop loop, Loops loops) {
    this.loop = loop;
    this.loops = loops;
  }

  @Override
  public final void joinedGroup(int code) {
    loops.groups().joinAnswered(code);
  }

  @Override
  public final void acked(int number, int code) {
    loops.acks.answered(number, code, eventNanos);
  }

  @Override
  public final void refused(int number, int code, String words) {
    String gap = words.isEmpty() || redirect.isEmpty() ? "" : ", ";
    loops.acks.refused(number, code, words + gap + redirect, eventNanos);
  }

  @Override
  public final void ackedOldest(int code) {
    loops.acks.answeredOldest(code, eventNanos);
  }

  @Override
  public final void ackedUpTo(int number) {
    loops.acks.answeredUpTo(number, eventNanos);
  }

  @Override
  public final void unacked(int number, String words) {
    loops.acks.unanswered(number, words);
  }

  @Override
  public final void unsent(int number, String words) {
    loops.acks.unsent(number, words);
  }

  @Override
  public final void pushed(CharSequence content) {
    Arrivals.arrived(loop, loops.user.index(), content, eventNanos);
  }

  @Override
  public final void listed(CharSequence content) {
    Arrivals.listed(loop, loops.user.index(), content);
  }

  @Override
  public final void lookedLast(boolean answered) {
    loops.lastLook.over(answered);
  }

  @Override
  public final void heartbeatAnswered(long sequence) {
    loops.heartbeats().answered(sequence, eventNanos);
  }

  @Override
  public final void heartbeatRefused(long sequence, int code, String words) {
    loops.heartbeats().refused(sequence, code, words, eventNanos);
  }
}
