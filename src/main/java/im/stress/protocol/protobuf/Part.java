package im.stress.protocol.protobuf;

import im.stress.protocol.body.ScratchBuffers;
import im.stress.protocol.protobuf.ProtoMessage.Field;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;

/**
 * Some bytes of a message, or what writes them. Safe on any thread.
 *
 * @param <C> what values are made of
 */
sealed interface Part<C> {

  /** Appends it. */
  void write(C context, ByteBuf out, ScratchBuffers scratch);

  /** The same bytes each time. */
  final class Constant<C> implements Part<C> {
    private final byte[] bytes;

    Constant(ByteBuf content) {
      bytes = new byte[content.readableBytes()];
      content.getBytes(content.readerIndex(), bytes);
    }

    @Override
    public void write(C context, ByteBuf out, ScratchBuffers scratch) {
      out.writeBytes(bytes);
    }
  }

  /** Several parts. */
  final class Sequence<C> implements Part<C> {
    private final List<Part<C>> parts;

    private Sequence(List<Part<C>> parts) {
      this.parts = parts;
    }

    /** The parts one after the other; constants are written now. */
    static <C> Part<C> of(List<Part<C>> parts) {
      if (parts.size() == 1) {
        return parts.get(0);
      }
      Part<C> all = new Sequence<>(List.copyOf(parts));
      return parts.stream().allMatch(part -> part instanceof Constant) ? constant(all) : all;
    }

    @Override
    public void write(C context, ByteBuf out, ScratchBuffers scratch) {
      for (int i = 0; i < parts.size(); i++) {
        parts.get(i).write(context, out, scratch);
      }
    }
  }

  /** Writes now what needs no context. */
  static <C> Constant<C> constant(Part<C> part) {
    ByteBuf out = Unpooled.buffer();
    part.write(null, out, new ScratchBuffers());
    return new Constant<>(out);
  }

  /** A tag, a length and what it counts. */
  final class WithLength<C> implements Part<C> {
    private final int number;
    private final Part<C> content;
    private final boolean mayBeEmpty;

    private WithLength(int number, Part<C> content, boolean mayBeEmpty) {
      this.number = number;
      this.content = content;
      this.mayBeEmpty = mayBeEmpty;
    }

    /**
     * Puts tag and length before a content.
     *
     * @param mayBeEmpty whether a content without bytes is written as well
     */
    static <C> Part<C> of(int number, Part<C> content, boolean mayBeEmpty) {
      Part<C> part = new WithLength<>(number, content, mayBeEmpty);
      return content instanceof Constant ? constant(part) : part;
    }

    @Override
    public void write(C context, ByteBuf out, ScratchBuffers scratch) {
      ByteBuf inner = scratch.lend();
      try {
        content.write(context, inner, scratch);
        if (mayBeEmpty || inner.isReadable()) {
          WireOutput.tag(out, number, Wire.LENGTH);
          WireOutput.withLength(out, inner);
        }
      } finally {
        scratch.giveBack();
      }
    }
  }

  /** What a writer writes. */
  record Text<C>(ValueWriter<C> writer) implements Part<C> {
    @Override
    public void write(C context, ByteBuf out, ScratchBuffers scratch) {
      writer.write(context, out);
    }
  }

  /**
   * A number, truth or enum whose text comes when it is sent.
   *
   * @param tagged whether it has a tag of its own; else it stands in a packed list
   * @param mayBeZero whether a zero is written as well
   */
  record Scalar<C>(Field field, ValueWriter<C> writer, boolean tagged, boolean mayBeZero)
      implements Part<C> {
    @Override
    public void write(C context, ByteBuf out, ScratchBuffers scratch) {
      ByteBuf text = scratch.lend();
      long bits;
      try {
        writer.write(context, text);
        bits = ScalarText.bits(field, text);
      } finally {
        scratch.giveBack();
      }
      if (mayBeZero || bits != 0) {
        if (tagged) {
          WireOutput.tag(out, field.number(), field.kind().wire());
        }
        WireOutput.bits(out, field.kind(), bits);
      }
    }
  }
}
