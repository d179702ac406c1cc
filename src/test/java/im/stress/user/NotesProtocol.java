package im.stress.user;

import com.typesafe.config.Config;
import im.stress.channel.Framing;
import im.stress.channel.HttpOrigin;
import im.stress.config.CodecSettings;
import im.stress.protocol.Chat;
import im.stress.protocol.ImLink;
import im.stress.protocol.ImProtocol;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.ProtocolFactory;
import im.stress.protocol.Traits;
import im.stress.protocol.UserValues;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/**
 * A protocol of HTTP as small as can be: {@code POST /login}, then {@code POST /note} for each
 * message, which nobody gets. Settings of its template: {@code keep-alive}, and {@code lane-port},
 * to which notes go beside the user's connection.
 */
public final class NotesProtocol implements ProtocolFactory {
  private static final long LOGIN = -1;

  /** Found by the name of the class. */
  public NotesProtocol() {}

  @Override
  public ImProtocol create(CodecSettings settings, ProtocolContext context) {
    Config template = settings.template();
    boolean keepAlive = !template.hasPath("keep-alive") || template.getBoolean("keep-alive");
    int lane = template.hasPath("lane-port") ? template.getInt("lane-port") : 0;
    return new ImProtocol() {
      @Override
      public Framing framing() {
        return new Framing.Http(keepAlive);
      }

      @Override
      public Traits traits() {
        return new Traits(Traits.Messages.ACKNOWLEDGED, Traits.HeartbeatKind.NONE, false);
      }

      @Override
      public ImSession open(UserValues user, ImLink link) {
        return new Session(user, link, lane);
      }
    };
  }

  private record Session(UserValues user, ImLink link, int lane) implements ImSession {
    private ByteBuf request(String path, String body) {
      ByteBuf request = link.newMessage();
      ByteBufUtil.writeUtf8(request, "POST " + path + " HTTP/1.1\r\n\r\n" + body);
      return request;
    }

    @Override
    public void opened() {
      link.request(request("/login", user.uid()), LOGIN);
    }

    @Override
    public void frame(ByteBuf message) throws ProtocolException {
      throw new ProtocolException("expected answers alone", 0);
    }

    @Override
    public void chat(Chat message) {
      ByteBuf request = request("/note", user.uid());
      if (lane == 0) {
        link.request(request, message.number());
      } else {
        link.request(new HttpOrigin(false, "127.0.0.1", lane), request, message.number());
      }
    }

    @Override
    public void answered(long tag, int status, ByteBuf body) throws ProtocolException {
      String text = body.toString(StandardCharsets.UTF_8);
      if (text.startsWith("?")) {
        throw new ProtocolException("expected a word, got ?", 0);
      }
      if (tag != LOGIN) {
        link.acked((int) tag, status == 200 ? 0 : status);
      } else if (status == 200) {
        link.loggedIn();
      } else {
        link.loginRefused(status, text);
      }
    }

    @Override
    public void unanswered(long tag, String words) {
      link.unacked((int) tag, words);
    }
  }
}
