package im.stress.seam;

import com.typesafe.config.Config;
import im.stress.channel.Framing;
import im.stress.config.CodecSettings;
import im.stress.protocol.ImLink;
import im.stress.protocol.ImProtocol;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolFactory;
import im.stress.protocol.Traits;
import im.stress.protocol.Traits.HeartbeatKind;
import im.stress.protocol.Traits.Messages;
import im.stress.protocol.UidWriter;
import im.stress.protocol.UserValues;

/**
 * A protocol of lines that nobody else speaks: a login of two steps or none, acks in order or up to
 * a number, heartbeats in both directions, a receipt for each message.
 *
 * @param logsIn whether there is a login at all
 * @param countsUp whether the server takes messages up to a number, rather than one by one
 * @param traits without messages, or with heartbeats that have no answer, where that is asked for
 */
record ToyProtocol(UidWriter uids, boolean logsIn, boolean countsUp, Traits traits)
    implements ImProtocol {

  /** Found by its line in {@code META-INF/services}. */
  public static final class Factory implements ProtocolFactory {
    @Override
    public String name() {
      return "toy";
    }

    @Override
    public ImProtocol create(CodecSettings settings, ProtocolContext context) {
      Config template = settings.template();
      return new ToyProtocol(
          context.uids(),
          !template.hasPath("no-login"),
          template.hasPath("count-up"),
          new Traits(
              template.hasPath("no-messages") ? Messages.NONE : Messages.ACKNOWLEDGED,
              template.hasPath("no-answers")
                  ? HeartbeatKind.MESSAGE_UNANSWERED
                  : HeartbeatKind.MESSAGE,
              false));
    }
  }

  @Override
  public Framing framing() {
    return Framing.LINES;
  }

  @Override
  public ImSession open(UserValues user, ImLink link) {
    return new ToySession(this, user, link);
  }
}
