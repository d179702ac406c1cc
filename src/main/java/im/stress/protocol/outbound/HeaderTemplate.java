package im.stress.protocol.outbound;

import im.stress.protocol.body.Header;
import io.netty.buffer.ByteBuf;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A message with a header before its body. Safe on any thread.
 *
 * @param header the form of it
 * @param values of its fields, in order; null where the field is a length
 * @param body what follows it
 */
public record HeaderTemplate(Header header, List<Template> values, Template body)
    implements Template {

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when a field can't hold a length
   */
  @Override
  public void write(Outgoing outgoing, ByteBuf out) {
    int start = out.writerIndex();
    out.writeZero(header.length());
    body.write(outgoing, out);
    int bodyBytes = out.writerIndex() - start - header.length();
    int at = start;
    for (int i = 0; i < header.fields().size(); i++) {
      Header.Field field = header.fields().get(i);
      field.type().set(number(i, field, bodyBytes, outgoing), out, at);
      at += field.type().bytes();
    }
  }

  private long number(int index, Header.Field field, int bodyBytes, Outgoing outgoing) {
    if (field.counts() == null) {
      return Digits.of(values.get(index), outgoing);
    }
    int length =
        switch (field.counts()) {
          case WHOLE -> header.length() + bodyBytes;
          case BODY -> bodyBytes;
          case HEADER -> header.length();
        };
    if (!field.type().holds(length)) { // another length would make the server lose its place
      throw new IllegalArgumentException(
          "expected a length of at most %d in the header field %s (%s), got %d: take a larger type, or shorter messages"
              .formatted(field.type().most(), field.name(), field.type().key(), length));
    }
    return length;
  }

  @Override
  public Set<String> names() {
    Set<String> names = new HashSet<>(body.names());
    for (Template value : values) {
      if (value != null) {
        names.addAll(value.names());
      }
    }
    return names;
  }

  @Override
  public List<String> inside() {
    return body.inside();
  }
}
