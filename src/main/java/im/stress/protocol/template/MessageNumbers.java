package im.stress.protocol.template;

import im.stress.protocol.MessageId;
import im.stress.protocol.OutgoingMessage;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.outbound.IdForm;

/**
 * The numbers of one user's messages behind the ids that they have on one connection. Not
 * thread-safe.
 */
final class MessageNumbers {
  private static final int NO_MESSAGE = -1;

  private final TemplateSettings settings;
  private final int runKey;
  private final int user;

  /** Number, among all messages of the user, of the first one on this connection. */
  private int firstMessage = NO_MESSAGE;

  /** The same of the last one. */
  private int lastMessage;

  MessageNumbers(TemplateSettings settings, int runKey, int user) {
    this.settings = settings;
    this.runKey = runKey;
    this.user = user;
  }

  /** The number on this connection of a message that is going to be sent. */
  long next(OutgoingMessage message) {
    if (firstMessage == NO_MESSAGE) {
      firstMessage = message.number();
    }
    lastMessage = message.number();
    return settings.sequence().number((long) lastMessage - firstMessage);
  }

  /** The number of the message with this id; {@link MessageId#FOREIGN} = none of this user's. */
  int of(BodyValue id) throws ProtocolException {
    if (settings.ids() == IdForm.SEQUENCE) {
      return ofSequence(id);
    }
    id.requireScalar();
    long read = settings.ids().read(id, runKey);
    return MessageId.user(read) == user ? MessageId.number(read) : MessageId.FOREIGN;
  }

  /** The same of a value up to which messages are taken. */
  int ofLast(BodyValue upTo) throws ProtocolException {
    return settings.ids() == IdForm.SEQUENCE
        ? ofSequence(upTo)
        : (int) upTo.toLong(0, Integer.MAX_VALUE, MessageId.FOREIGN);
  }

  /** The number of the user's message that had this one on its connection. */
  private int ofSequence(BodyValue id) throws ProtocolException {
    long number = id.toLong(Long.MIN_VALUE, Long.MAX_VALUE, IdSequence.NO_NUMBER);
    long position = settings.sequence().position(number, (long) lastMessage - firstMessage);
    return firstMessage != NO_MESSAGE
            && position >= 0
            && position <= Integer.MAX_VALUE - firstMessage
        ? firstMessage + (int) position
        : MessageId.FOREIGN;
  }
}
