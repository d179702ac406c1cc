package im.stress.protocol.outbound;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Set;

/** A message that is to be sent, or a part of one, with values in it. Safe on any thread. */
public interface Template {

  /** Appends the bytes of one message. */
  void write(Outgoing outgoing, ByteBuf out);

  /** The names of the values in it, such as {@code content} or {@code user.name}. */
  Set<String> names();

  /**
   * Paths, as presets have them, to the messages of Protobuf inside it, which a trace shows: {@code
   * /payload | protobuf:TYPE}.
   */
  default List<String> inside() {
    return List.of();
  }

  /** One piece after the other. */
  record Text(List<Value> pieces, Set<String> names) implements Template {
    @Override
    public void write(Outgoing outgoing, ByteBuf out) {
      for (int i = 0; i < pieces.size(); i++) { // without the object that is an iterator
        pieces.get(i).write(outgoing, out);
      }
    }
  }
}
