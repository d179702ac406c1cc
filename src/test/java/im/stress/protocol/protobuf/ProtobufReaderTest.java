package im.stress.protocol.protobuf;

import static im.stress.protocol.protobuf.Protos.FRAME;
import static im.stress.protocol.protobuf.Protos.NUMBERS;
import static im.stress.protocol.protobuf.Protos.bytes;
import static im.stress.protocol.protobuf.Protos.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyReader;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.PointerTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtobufReaderTest {
  /** A frame with all that tests read; every tag is number * 8 + wire type. */
  private static final Object[] GOLDEN = {
    0x08, 0x02, // 1 type, varint: CHAT_ACK
    0x12, 3, 0xff, 0x00, 0x01, // 2 payload, length 3
    0x1a, 7, // 3 user, length 7
    0x0a, 3, "bob", // 1 name, length 3
    0x10, 0x05, // 2 id, varint 5
    0x22, 3, 0x0a, 1, "x", // 4 items[0], length 3: 1 id "x"
    0x22, 5, 0x0a, 1, "y", 0x10, 1, // 4 items[1], length 5: 1 id "y", 2 read true
    0x2a, 15, // 5 msgs, one entry, length 15
    0x0a, 3, "abc", // 1 key, length 3
    0x12, 8, // 2 value, length 8
    0x0a, 6, // 1 Msgs[0], length 6
    0x0a, 2, "hi", // 1 content, length 2
    0x10, 0x07, // 2 at, varint 7
    0x32, 3, 0x01, 0xac, 0x02, // 6 codes, packed, length 3: 1, 300
    0x38, 0x03, // 7 loose[0], zigzag 3 = -2
    0x38, 0x04, // 7 loose[1], zigzag 4 = 2
    0xa5, 0x06, 0x01, 0x00, 0x00, 0x80, // 100 crc, 4 bytes, little endian: 0x80000001
    0xf8, 0x7f, 0x00, // 2047, unknown, varint 0
  };

  @ParameterizedTest
  @CsvSource({
    "/type, TEXT CHAT_ACK",
    "/user/name, TEXT bob",
    "/user/id, NUMBER 5",
    "/items/0/id, TEXT x",
    "/items/1/id, TEXT y",
    "/items/1/read, TRUE ''",
    "/items/0/read, FALSE ''",
    "/msgs/abc/Msgs/0/content, TEXT hi",
    "/msgs/abc/Msgs/0/at, NUMBER 7",
    "/codes/0, NUMBER 1",
    "/codes/1, NUMBER 300",
    "/loose/0, NUMBER -2",
    "/loose/1, NUMBER 2",
    "/crc, NUMBER 2147483649",
  })
  void a_pointer_leads_to_its_value(String pointer, String value) throws ProtocolException {
    assertThat(frame(pointer, GOLDEN)).isEqualTo(value.replace("''", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "/user/level, ABSENT", // proto2
    "/seq, ABSENT", // optional
    "/words, ABSENT", // of a oneof
    "/inner, ABSENT",
    "/inner/type, ABSENT", // its message is not there
    "/items/2/id, ABSENT",
    "/codes/2, ABSENT",
    "/msgs/abd/Msgs/0/at, ABSENT",
    "/names, EMPTY",
    "/tags, EMPTY",
    "/items, CONTAINER",
    "/user, CONTAINER",
  })
  void what_has_presence_is_there_or_absent(String pointer, String type) throws ProtocolException {
    assertThat(frame(pointer, GOLDEN).split(" ", 2)[0]).isEqualTo(type);
  }

  @Test
  void what_has_no_presence_has_its_default() throws ProtocolException {
    assertThat(frame("/type")).isEqualTo("TEXT UNKNOWN");
    assertThat(frame("/crc")).isEqualTo("NUMBER 0");
    assertThat(frame("/payload")).isEqualTo("BYTES ");
    assertThat(frame("/inner/type", 0xa2, 0x01, 0)).isEqualTo("TEXT UNKNOWN");
    assertThat(frame("/names/4", 0x5a, 2, 0x08, 4)).isEqualTo("TEXT ");
    assertThat(frame("/msgs/a/Msgs/0/at", 0x2a, 3, 0x0a, 1, "a")).isEqualTo("ABSENT ");
    assertThat(frame("/msgs/a", 0x2a, 3, 0x0a, 1, "a")).isEqualTo("EMPTY ");
  }

  @Test
  void bytes_and_messages_are_ranges() throws ProtocolException {
    BodyValue payload = Protos.read(FRAME, "/payload", bytes(GOLDEN));
    assertThat(payload.type()).isEqualTo(BodyValue.Type.BYTES);
    assertThat(payload.offset()).isEqualTo(4);
    assertThat(payload.end() - payload.start()).isEqualTo(3);
    assertThat(payload.array()[payload.start()]).isEqualTo((byte) 0xff);

    BodyValue user = Protos.read(FRAME, "/user", bytes(GOLDEN));
    assertThat(user.offset()).isEqualTo(9);
    assertThat(user.end() - user.start()).isEqualTo(7);

    BodyValue items = Protos.read(FRAME, "/items", bytes(GOLDEN));
    assertThat(items.offset()).isEqualTo(16);
    assertThat(items.end() - items.start()).isEqualTo(12);
  }

  @Test
  void the_last_value_counts_and_messages_are_merged() throws ProtocolException {
    Object[] twice = {0x08, 1, 0x1a, 3, 0x0a, 1, "a", 0x08, 2, 0x1a, 2, 0x10, 9};

    assertThat(frame("/type", twice)).isEqualTo("TEXT CHAT_ACK");
    assertThat(frame("/user/name", twice)).isEqualTo("TEXT a");
    assertThat(frame("/user/id", twice)).isEqualTo("NUMBER 9");
    assertThat(frame("/names/4", 0x5a, 5, 0x08, 4, 0x12, 1, "a", 0x5a, 2, 0x08, 4))
        .isEqualTo("TEXT ");
  }

  @Test
  void lists_are_read_in_one_piece_or_with_tags() throws ProtocolException {
    Object[] mixed = {0x30, 1, 0x32, 2, 2, 3, 0x30, 4};
    for (int i = 0; i < 4; i++) {
      assertThat(frame("/codes/" + i, mixed)).isEqualTo("NUMBER " + (i + 1));
    }
    assertThat(frame("/loose/1", 0x3a, 2, 1, 2)).isEqualTo("NUMBER 1");
  }

  @Test
  void a_number_without_a_name_stays_a_number() throws ProtocolException {
    assertThat(frame("/type", 0x08, 77)).isEqualTo("NUMBER 77");
    assertThat(frame("/user/level", 0x1a, 2, 0x18, 2)).isEqualTo("TEXT HIGH");
  }

  @Test
  void numbers_have_all_their_digits() throws ProtocolException {
    Object[] ones = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01};
    assertThat(number("/uint64", 0x40, ones)).isEqualTo("NUMBER 18446744073709551615");
    assertThat(number("/int64", 0x30, ones)).isEqualTo("NUMBER -1");
    assertThat(number("/int32", 0x08, ones)).isEqualTo("NUMBER -1");
    assertThat(number("/uint32", 0x18, ones)).isEqualTo("NUMBER 4294967295");
    assertThat(number("/sint64", 0x38, ones)).isEqualTo("NUMBER -9223372036854775808");
    assertThat(number("/sint32", 0x10, ones)).isEqualTo("NUMBER -2147483648");
    assertThat(number("/double", 0x61, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f)).isEqualTo("NUMBER 1.5");
    assertThat(number("/float", 0x5d, 0, 0, 0, 0x40)).isEqualTo("NUMBER 2");
  }

  private static String number(String pointer, int tag, Object... value) throws ProtocolException {
    Object[] all = new Object[value.length + 1];
    all[0] = tag;
    System.arraycopy(value, 0, all, 1, value.length);
    BodyValue read = Protos.read(NUMBERS, pointer, bytes(all));
    return read.type() + " " + read;
  }

  @Test
  void the_next_body_begins_anew() throws ProtocolException {
    PointerTree tree = new PointerTree();
    int code = tree.add("/codes/0");
    int name = tree.add("/user/name");
    int type = tree.add("/type");
    BodyReader reader = new ProtobufFormat(FRAME).newReader(tree);

    reader.read(bytes(GOLDEN), 0, bytes(GOLDEN).length);
    assertThat(reader.value(code).number()).isEqualTo(1);
    reader.read(bytes(0x30, 9), 0, 2);
    assertThat(reader.value(code).number()).isEqualTo(9);
    assertThat(reader.value(name).isAbsent()).isTrue();
    assertThat(reader.value(type)).hasToString("UNKNOWN");
  }

  @Test
  void malformed_bodies_are_told_with_their_place() {
    refused(1, "expected more of a varint, got the end", 0x08);
    refused(0, "expected a tag, got 0", 0x00);
    refused(0, "expected a tag, got 4294967296", 0x80, 0x80, 0x80, 0x80, 0x10);
    refused(3, "expected a length for user (common.User), got a varint", 0x08, 1, 0x18, 1);
    refused(1, "expected at most 1 bytes, got length 2", 0x1a, 2, 0);
    refused(
        1,
        "expected at most 0 bytes, got length 18446744073709551615",
        0x12,
        0xff,
        0xff,
        0xff,
        0xff,
        0xff,
        0xff,
        0xff,
        0xff,
        0xff,
        1);
    refused(2, "expected a field, got a group", 0xf3, 0x7f);
    refused(2, "expected a field, got wire type 6", 0xf6, 0x7f);
    refused(2, "expected 4 bytes, got 3", 0xa5, 0x06, 1, 2, 3);
    refused(
        1,
        "expected a varint of at most 10 bytes, got more",
        0x08,
        0xff,
        0xff,
        0xff,
        0xff,
        0xff,
        0xff,
        0xff,
        0xff,
        0xff,
        0xff,
        1);
    refused(5, "expected UTF-8, got byte 0xff", 0x1a, 4, 0x0a, 2, "a", 0xff);
    refused(5, "expected more of a varint, got the end", 0x08, 1, 0x32, 1, 0x80);
  }

  private static void refused(int offset, String words, Object... body) {
    PointerTree tree = new PointerTree();
    tree.add("/user/name");
    tree.add("/codes/1");
    BodyReader reader = new ProtobufFormat(FRAME).newReader(tree);
    byte[] among = new byte[body.length + 20];
    byte[] bytes = bytes(body);
    System.arraycopy(bytes, 0, among, 9, bytes.length);

    assertThatThrownBy(() -> reader.read(among, 9, 9 + bytes.length))
        .isInstanceOf(ProtocolException.class)
        .hasMessage(words)
        .satisfies(e -> assertThat(((ProtocolException) e).offset()).isEqualTo(offset));
  }
}
