package im.stress.protocol.protobuf;

import com.typesafe.config.ConfigObject;
import im.stress.protocol.body.ScratchBuffers;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.List;

/**
 * Writes messages of one type: a tree of fields that was compiled at the start, of which only the
 * variable values are made anew for each message. No object for a message. Safe on any thread.
 *
 * @param <C> what the variable values are made of
 */
public final class ProtobufTemplate<C> implements ValueWriter<C> {
  /** For what stands behind a length, which has to be known before. */
  private static final FastThreadLocal<ScratchBuffers> SCRATCH =
      new FastThreadLocal<>() {
        @Override
        protected ScratchBuffers initialValue() {
          return new ScratchBuffers();
        }
      };

  private final Part<C> part;
  private final List<String> inside;

  private ProtobufTemplate(Part<C> part, List<String> inside) {
    this.part = part;
    this.inside = inside;
  }

  /**
   * Compiles a tree: texts, numbers and truths for scalars, blocks for messages, lists for repeated
   * fields, for maps a block or a list of {@code { key, value }}. A field of bytes or text may hold
   * another message: a block with the one key {@code "protobuf:TYPE"}.
   *
   * @param types where the types of such blocks are found
   * @throws TreeException when it makes no message of this type
   */
  public static <C> ProtobufTemplate<C> compile(
      ProtoTypes types, ProtoMessage type, ConfigObject tree, ValueCompiler<C> compiler) {
    Part<C> part = new TreeCompiler<>(types, compiler).message(type, tree, "");
    return new ProtobufTemplate<>(part, InnerMessages.of(types, type, tree));
  }

  /** Paths to the messages inside it, such as {@code /payload | protobuf:TYPE}. */
  public List<String> inside() {
    return inside;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when the text of a variable value is none of its field
   */
  @Override
  public void write(C context, ByteBuf out) {
    part.write(context, out, SCRATCH.get());
  }

  @Override
  public boolean isConstant() {
    return part instanceof Part.Constant;
  }
}
