package im.stress.protocol.protobuf;

import static im.stress.protocol.protobuf.Protos.NUMBERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import im.stress.protocol.body.BodyReader;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.PointerTree;
import im.stress.protocol.protobuf.ProtoMessage.Field;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random messages: what Google's library writes is read, and the other way round. */
class AgainstProtobufJavaTest {
  private static final int MESSAGES = 500;
  private static final long SEED = 20240501;

  private final Random random = new Random(SEED);
  private final Descriptor type = descriptor();

  @Test
  void what_it_writes_is_read() throws Exception {
    PointerTree tree = new PointerTree();
    NUMBERS.fields().forEach(field -> addPointers(tree, "/", field));
    NUMBERS.fields().forEach(field -> addPointers(tree, "/nested/", field));
    BodyReader reader = new ProtobufFormat(NUMBERS).newReader(tree);
    for (int i = 0; i < MESSAGES; i++) {
      DynamicMessage message = message(2);
      byte[] bytes = message.toByteArray();
      reader.read(bytes, 0, bytes.length);
      for (int slot = 0; slot < tree.pointers().size(); slot++) {
        String pointer = tree.pointers().get(slot);
        assertThat(text(reader.value(slot)))
            .as(() -> "seed " + SEED + ", " + pointer + " of " + message)
            .isEqualTo(expected(message, pointer.substring(1).split("/"), 0));
      }
    }
  }

  private static void addPointers(PointerTree tree, String above, Field field) {
    String pointer = above + field.name();
    if (field.isMap()) {
      boolean truths = field.key().kind() == Kind.BOOL;
      tree.add(pointer + (truths ? "/true" : "/1"));
      tree.add(pointer + (truths ? "/false" : "/2"));
    } else if (field.label().isList()) {
      tree.add(pointer + "/0");
      tree.add(pointer + "/2");
    } else if (field.kind() != Kind.MESSAGE) {
      tree.add(pointer);
    }
  }

  private static String text(BodyValue value) {
    return switch (value.type()) {
      case ABSENT -> null;
      case TRUE -> "true";
      case FALSE -> "false";
      default -> new String(chars(value));
    };
  }

  private static char[] chars(BodyValue value) {
    return value.type() == BodyValue.Type.BYTES
        ? new String(
                value.array(),
                value.start(),
                value.end() - value.start(),
                StandardCharsets.ISO_8859_1)
            .toCharArray()
        : value.toString().toCharArray();
  }

  /** What the other library has at a pointer. */
  private String expected(DynamicMessage message, String[] steps, int at) {
    FieldDescriptor field = type.findFieldByName(steps[at]);
    if (field.isMapField()) {
      String found = null;
      for (Object entry : (List<?>) message.getField(field)) {
        DynamicMessage pair = (DynamicMessage) entry;
        if (String.valueOf(part(pair, 1)).equals(steps[at + 1])) {
          found = toText(part(pair, 2));
        }
      }
      return found;
    }
    if (field.isRepeated()) {
      List<?> list = (List<?>) message.getField(field);
      int index = Integer.parseInt(steps[at + 1]);
      return index < list.size() ? toText(unsigned(field, list.get(index))) : null;
    }
    if (at + 1 < steps.length) {
      return message.hasField(field)
          ? expected((DynamicMessage) message.getField(field), steps, at + 1)
          : null;
    }
    return toText(unsigned(field, message.getField(field)));
  }

  private static Object part(DynamicMessage entry, int number) {
    return entry.getField(entry.getDescriptorForType().findFieldByNumber(number));
  }

  private static Object unsigned(FieldDescriptor field, Object value) {
    return switch (field.getType()) {
      case UINT32, FIXED32 -> Integer.toUnsignedLong((Integer) value);
      case UINT64, FIXED64 -> new BigInteger(Long.toUnsignedString((Long) value));
      default -> value;
    };
  }

  private static String toText(Object value) {
    if (value instanceof ByteString bytes) {
      return bytes.toString(StandardCharsets.ISO_8859_1);
    }
    if (value instanceof EnumValueDescriptor name) {
      return name.getName();
    }
    String text = String.valueOf(value);
    boolean whole = value instanceof Double || value instanceof Float;
    return whole && text.matches("-?[0-9]+\\.0") ? new BigDecimal(text).toBigInteger() + "" : text;
  }

  @Test
  void what_is_written_it_reads() throws Exception {
    for (int i = 0; i < MESSAGES; i++) {
      DynamicMessage message = message(2);
      ConfigObject tree = ConfigFactory.parseMap(tree(message)).root();
      for (boolean constant : new boolean[] {true, false}) {
        ByteBuf out = Unpooled.buffer();
        ProtobufTemplate.<String>compile(
                Protos.TYPES, NUMBERS, tree, (text, key) -> writer(text, constant))
            .write("", out);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        assertThat(DynamicMessage.parseFrom(type, bytes))
            .as("seed %d, message %d", SEED, i)
            .isEqualTo(message);
        assertThat(bytes).as("no byte more").hasSize(message.getSerializedSize());
      }
    }
  }

  private static ValueWriter<String> writer(String text, boolean constant) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return new ValueWriter<>() {
      @Override
      public void write(String context, ByteBuf out) {
        out.writeBytes(bytes);
      }

      @Override
      public boolean isConstant() {
        return constant;
      }
    };
  }

  private Map<String, Object> tree(DynamicMessage message) {
    Map<String, Object> tree = new LinkedHashMap<>();
    message.getAllFields().forEach((field, value) -> tree.put(field.getName(), node(field, value)));
    return tree;
  }

  private Object node(FieldDescriptor field, Object value) {
    if (field.isMapField()) {
      List<Object> entries = new ArrayList<>();
      ((List<?>) value)
          .forEach(
              entry ->
                  entries.add(
                      Map.of(
                          "key", toText(part((DynamicMessage) entry, 1)),
                          "value", toText(part((DynamicMessage) entry, 2)))));
      return entries;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(one -> toText(unsigned(field, one))).toList();
    }
    return value instanceof DynamicMessage inner ? tree(inner) : toText(unsigned(field, value));
  }

  private DynamicMessage message(int depth) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    for (FieldDescriptor field : type.getFields()) {
      if (random.nextInt(3) == 0) {
        continue;
      }
      if (field.isMapField()) {
        addEntries(message, field);
      } else if (field.isRepeated()) {
        for (int i = random.nextInt(5); i > 0; i--) {
          message.addRepeatedField(field, value(field));
        }
      } else if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        message.setField(field, value(field));
      } else if (depth > 0) {
        message.setField(field, message(depth - 1));
      }
    }
    return message.build();
  }

  private void addEntries(DynamicMessage.Builder message, FieldDescriptor field) {
    Descriptor entry = field.getMessageType();
    FieldDescriptor key = entry.findFieldByNumber(1);
    FieldDescriptor value = entry.findFieldByNumber(2);
    for (int i = 0; i < 2; i++) {
      Object keyValue = key.getType() == FieldDescriptor.Type.BOOL ? i == 1 : (Object) (long) i;
      message.addRepeatedField(
          field,
          DynamicMessage.newBuilder(entry)
              .setField(key, keyValue)
              .setField(value, value(value))
              .build());
    }
  }

  private Object value(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT -> (int) bits();
      case LONG -> bits();
      case FLOAT -> random.nextBoolean() ? (float) random.nextInt(99) : random.nextFloat();
      case DOUBLE -> random.nextBoolean() ? random.nextInt(99) : random.nextGaussian();
      case BOOLEAN -> random.nextBoolean();
      case STRING -> "x".repeat(random.nextInt(200));
      case BYTE_STRING -> ByteString.copyFrom(randomBytes());
      case ENUM -> field.getEnumType().getValues().get(random.nextInt(3));
      case MESSAGE -> throw new IllegalArgumentException();
    };
  }

  private long bits() {
    return random.nextLong() >> random.nextInt(64);
  }

  private byte[] randomBytes() {
    byte[] bytes = new byte[random.nextInt(5)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Descriptor descriptor() {
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder().setSyntax("proto3").setName("chat.proto");
    EnumDescriptorProto.Builder names = EnumDescriptorProto.newBuilder().setName("Type");
    List.of("UNKNOWN", "CHAT", "CHAT_ACK")
        .forEach(
            name ->
                names.addValue(
                    EnumValueDescriptorProto.newBuilder()
                        .setName(name)
                        .setNumber(names.getValueCount())));
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName("Numbers");
    for (Field field : NUMBERS.fields()) {
      FieldDescriptorProto.Builder described = described(field);
      if (field.isMap()) {
        String entry =
            Character.toUpperCase(field.name().charAt(0)) + field.name().substring(1) + "Entry";
        described.setTypeName("Numbers." + entry);
        DescriptorProto.Builder pair = DescriptorProto.newBuilder().setName(entry);
        pair.getOptionsBuilder().setMapEntry(true);
        message.addNestedType(
            pair.addField(described(field.key())).addField(described(field.value())));
      }
      message.addField(described);
    }
    try {
      return FileDescriptor.buildFrom(
              file.addEnumType(names).addMessageType(message).build(), new FileDescriptor[0])
          .findMessageTypeByName("Numbers");
    } catch (com.google.protobuf.Descriptors.DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FieldDescriptorProto.Builder described(Field field) {
    boolean many = field.label().isList() || field.isMap();
    FieldDescriptorProto.Builder described =
        FieldDescriptorProto.newBuilder()
            .setName(field.name())
            .setNumber(field.number())
            .setType(FieldDescriptorProto.Type.valueOf("TYPE_" + field.kind().name()))
            .setLabel(
                many
                    ? FieldDescriptorProto.Label.LABEL_REPEATED
                    : FieldDescriptorProto.Label.LABEL_OPTIONAL);
    if (field.kind() == Kind.ENUM) {
      described.setTypeName("Type");
    } else if (field.kind() == Kind.MESSAGE && !field.isMap()) {
      described.setTypeName("Numbers");
    }
    return described;
  }
}
