package im.stress.protocol.template;

import im.stress.protocol.outbound.Outgoing;
import im.stress.protocol.outbound.Template;
import im.stress.protocol.outbound.Value;
import io.netty.buffer.ByteBuf;

/**
 * A message of Protobuf in place of a value. Immutable.
 *
 * @param name of the value
 */
record MessageValue(String name, Template template) implements Value.Raw {
  @Override
  public void write(Outgoing outgoing, ByteBuf out) {
    template.write(outgoing, out);
  }

  @Override
  public String words() {
    return "the bytes of ${" + name + "}";
  }
}
