package im.stress.monitor;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The layout of an hsperfdata file, version 2.0 (OpenJDK, {@code perfMemory.hpp}): a prologue, then
 * entries of a header, a name that ends with 0, and a value.
 */
final class HotSpotPerfData {
  private static final int MAGIC = 0xCAFEC0C0;
  private static final int BYTE_ORDER_AT = 4;
  private static final int ACCESSIBLE_AT = 7;
  private static final int FIRST_ENTRY_AT = 24;
  private static final int ENTRIES_AT = 28;

  private static final int NAME_OFFSET_AT = 4;
  private static final int VALUE_OFFSET_AT = 16;

  private static final String COLLECTOR = "sun.gc.collector.";
  private static final Pattern SPACE_USED =
      Pattern.compile("sun\\.gc\\.generation\\.\\d\\.space\\.\\d\\.used");
  private static final String EDEN_USED = "sun.gc.generation.0.space.0.used";
  private static final String FREQUENCY = "sun.os.hrt.frequency";
  private static final int MAX_COLLECTORS = 3;

  private final ByteBuffer bytes;
  private final Map<String, Integer> valuePositions = new HashMap<>();

  private HotSpotPerfData(byte[] file) {
    bytes = ByteBuffer.wrap(file);
    bytes.order(bytes.get(BYTE_ORDER_AT) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int entry = bytes.getInt(FIRST_ENTRY_AT);
    for (int count = bytes.getInt(ENTRIES_AT); count > 0; count--) {
      valuePositions.put(
          textAt(entry + bytes.getInt(entry + NAME_OFFSET_AT)),
          entry + bytes.getInt(entry + VALUE_OFFSET_AT));
      entry += bytes.getInt(entry);
    }
  }

  /**
   * Milliseconds of all GC pauses since the JVM's start; empty when the file isn't of this layout,
   * is not yet complete, or doesn't count pauses apart.
   */
  static OptionalDouble gcPauseMillis(byte[] file) {
    try {
      return isUsable(file) ? new HotSpotPerfData(file).gcPauseMillis() : OptionalDouble.empty();
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      return OptionalDouble.empty();
    }
  }

  /**
   * Bytes in all spaces of the heap but eden, where new objects are: what has survived a collection
   * at least once. Empty as for the pauses, or when the collector names no such spaces.
   */
  static OptionalLong survivedBytes(byte[] file) {
    try {
      return isUsable(file) ? new HotSpotPerfData(file).survivedBytes() : OptionalLong.empty();
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      return OptionalLong.empty();
    }
  }

  private static boolean isUsable(byte[] file) {
    ByteBuffer prologue = ByteBuffer.wrap(file);
    return prologue.getInt(0) == MAGIC && prologue.get(ACCESSIBLE_AT) == 1;
  }

  private OptionalLong survivedBytes() {
    List<String> spaces =
        valuePositions.keySet().stream()
            .filter(name -> SPACE_USED.matcher(name).matches() && !name.equals(EDEN_USED))
            .toList();
    return spaces.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(spaces.stream().mapToLong(this::longOf).sum());
  }

  private OptionalDouble gcPauseMillis() {
    long ticks = 0;
    boolean found = false;
    for (int collector = 0; collector < MAX_COLLECTORS; collector++) {
      String prefix = COLLECTOR + collector;
      Integer name = valuePositions.get(prefix + ".name");
      // "G1 young collection pauses", "Z concurrent cycle pauses"; Shenandoah: "Shenandoah full".
      if (name != null && textAt(name).endsWith(" pauses")) {
        ticks += longOf(prefix + ".time");
        found = true;
      }
    }
    return found ? OptionalDouble.of(1e3 * ticks / longOf(FREQUENCY)) : OptionalDouble.empty();
  }

  private long longOf(String name) {
    Integer position = valuePositions.get(name);
    return position == null ? 0 : bytes.getLong(position);
  }

  private String textAt(int position) {
    int end = position;
    while (bytes.get(end) != 0) {
      end++;
    }
    return new String(bytes.array(), position, end - position, StandardCharsets.UTF_8);
  }
}
