package im.stress.protocol.protobuf;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import im.stress.protocol.protobuf.ProtoMessage.Field;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Makes parts of the values of a tree that are no blocks and no lists. */
final class LeafCompiler<C> {
  private final ValueCompiler<C> compiler;

  LeafCompiler(ValueCompiler<C> compiler) {
    this.compiler = compiler;
  }

  /**
   * A value with its tag.
   *
   * @param mayBeDefault whether zero, false and an empty text are written as well
   */
  Part<C> tagged(Field field, ConfigValue value, String path, boolean mayBeDefault) {
    return part(field, writer(field, value, path), new Place(value, path), true, mayBeDefault);
  }

  /** A value in a packed list. */
  Part<C> packed(Field field, ConfigValue value, String path) {
    return part(field, writer(field, value, path), new Place(value, path), false, true);
  }

  /** A text that is no template, with its tag. */
  Part<C> constantText(Field field, String text, ConfigValue value, String path) {
    return part(field, constant(text), new Place(value, path), true, true);
  }

  /** Where a value stands, for errors. */
  private record Place(ConfigValue value, String path) {}

  private Part<C> part(
      Field field, ValueWriter<C> writer, Place place, boolean tagged, boolean mayBeDefault) {
    boolean constant = writer.isConstant();
    try {
      if (field.kind() == Kind.STRING || field.kind() == Kind.BYTES) {
        Part<C> text = new Part.Text<>(writer);
        Part<C> content = constant ? Part.constant(text) : text;
        return Part.WithLength.of(field.number(), content, mayBeDefault);
      }
      Part<C> scalar = new Part.Scalar<>(field, writer, tagged, mayBeDefault);
      return constant ? Part.constant(scalar) : scalar;
    } catch (IllegalArgumentException e) {
      throw new TreeException(place.path, place.value, e.getMessage(), e);
    }
  }

  private ValueWriter<C> writer(Field field, ConfigValue value, String path) {
    return switch (value.valueType()) {
      case STRING -> compiled(value, path);
      case NUMBER -> {
        requireKind(field, field.kind() != Kind.BOOL && field.kind() != Kind.BYTES, value, path);
        yield constant(value.render(ConfigRenderOptions.concise()));
      }
      case BOOLEAN -> {
        requireKind(field, field.kind() == Kind.BOOL, value, path);
        yield constant(value.unwrapped().toString());
      }
      default -> throw expected("a value for " + field.words(), value, path);
    };
  }

  private ValueWriter<C> compiled(ConfigValue value, String path) {
    try {
      return compiler.compile((String) value.unwrapped(), path);
    } catch (IllegalArgumentException e) {
      throw new TreeException(path, value, e.getMessage(), e);
    }
  }

  private static void requireKind(Field field, boolean good, ConfigValue value, String path) {
    if (!good) {
      throw expected("a value for " + field.words(), value, path);
    }
  }

  private static <C> ValueWriter<C> constant(String text) {
    ByteBuf bytes = Unpooled.unreleasableBuffer(Unpooled.buffer());
    ByteBufUtil.writeUtf8(bytes, text);
    return new ConstantWriter<>(bytes.asReadOnly());
  }

  /** Writes a text of the tree. */
  private record ConstantWriter<C>(ByteBuf bytes) implements ValueWriter<C> {
    @Override
    public void write(C context, ByteBuf out) {
      out.writeBytes(bytes, bytes.readerIndex(), bytes.readableBytes());
    }

    @Override
    public boolean isConstant() {
      return true;
    }
  }

  static TreeException expected(String what, ConfigValue got, String path) {
    String value =
        switch (got.valueType()) {
          case OBJECT -> "a block";
          case LIST -> "a list";
          default -> String.valueOf(got.unwrapped());
        };
    return new TreeException(path, got, "expected " + what + ", got " + value);
  }
}
