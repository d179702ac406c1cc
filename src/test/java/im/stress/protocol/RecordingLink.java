package im.stress.protocol;

import im.stress.channel.FrameKind;
import im.stress.channel.HttpOrigin;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a session reports and sends, as text, in order. */
public final class RecordingLink implements ImLink {
  private final List<String> events = new ArrayList<>();
  private final List<byte[]> sent = new ArrayList<>();
  private final List<Long> tags = new ArrayList<>();
  private final MarkerReader marker;
  private int[] contacts;

  /** For a run with this key, of a user with these contacts. */
  public RecordingLink(int runKey, int... contacts) {
    marker = new MarkerReader(runKey);
    this.contacts = contacts;
  }

  /** Of a user that writes to these, or is written to by them. */
  public RecordingLink withContacts(int... indices) {
    contacts = indices.clone();
    return this;
  }

  /** What was reported since the last call, with {@code "; "} between; empty = nothing. */
  public String events() {
    String all = String.join("; ", events);
    events.clear();
    return all;
  }

  /** The messages that were sent since the last call. */
  public List<String> sent() {
    return sentBytes().stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
  }

  /** The same as bytes. */
  public List<byte[]> sentBytes() {
    List<byte[]> all = List.copyOf(sent);
    sent.clear();
    return all;
  }

  @Override
  public ByteBuf newMessage() {
    return Unpooled.buffer();
  }

  @Override
  public void send(ByteBuf message, FrameKind kind) {
    sent.add(ByteBufUtil.getBytes(message));
  }

  /** The tags of the requests since the last call. */
  public List<Long> tags() {
    List<Long> all = List.copyOf(tags);
    tags.clear();
    return all;
  }

  @Override
  public void request(ByteBuf request, long tag) {
    sent.add(ByteBufUtil.getBytes(request));
    tags.add(tag);
  }

  /** {@inheritDoc} Kept with the server before it: {@code http://HOST:PORT}. */
  @Override
  public void request(HttpOrigin server, ByteBuf request, long tag) {
    String start =
        "http%s://%s:%d ".formatted(server.secure() ? "s" : "", server.host(), server.port());
    sent.add((start + request.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    tags.add(tag);
  }

  @Override
  public void refused(int number, int code, String words) {
    events.add(("refused " + number + " " + code + " " + words).strip());
  }

  @Override
  public void listed(CharSequence content) {
    events.add(content("listed", content));
  }

  @Override
  public void lookedLast(boolean answered) {
    events.add("lookedLast " + answered);
  }

  @Override
  public int[] contacts() {
    return contacts;
  }

  @Override
  public void loggedIn() {
    events.add("loggedIn");
  }

  @Override
  public void loginRefused(int code, String words) {
    events.add(("loginRefused " + code + " " + words).strip());
  }

  @Override
  public void joinedGroup(int code) {
    events.add("joinedGroup " + code);
  }

  @Override
  public void acked(int number, int code) {
    events.add("acked " + number + " " + code);
  }

  @Override
  public void ackedOldest(int code) {
    events.add("ackedOldest " + code);
  }

  @Override
  public void ackedUpTo(int number) {
    events.add("ackedUpTo " + number);
  }

  @Override
  public void pushed(CharSequence content) {
    events.add(content("pushed", content));
  }

  private String content(String what, CharSequence content) {
    MarkerReader.Origin origin = marker.read(content);
    if (origin != MarkerReader.Origin.OURS) {
      return what + " " + origin;
    }
    return "%s %d %d %d %d"
        .formatted(
            marker.isToGroup() ? "groupPushed" : what,
            marker.from(),
            marker.target(),
            marker.sequence(),
            marker.dueMicros());
  }

  @Override
  public void heartbeatAnswered(long sequence) {
    events.add("heartbeatAnswered " + sequence);
  }

  @Override
  public void heartbeatRefused(long sequence, int code, String words) {
    events.add(("heartbeatRefused " + sequence + " " + code + " " + words).strip());
  }

  @Override
  public void fail(String words) {
    events.add(("fail " + words).strip());
  }

  @Override
  public void kicked(String words) {
    events.add(("kicked " + words).strip());
  }
}
