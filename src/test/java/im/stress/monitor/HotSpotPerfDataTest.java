package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HotSpotPerfDataTest {
  private static final int PROLOGUE_BYTES = 32;
  private static final int ENTRY_HEADER_BYTES = 20;
  private static final long TICKS_PER_SECOND = 1_000_000_000;

  private final ByteBuffer file = ByteBuffer.allocate(4_096).order(ByteOrder.LITTLE_ENDIAN);
  private int entries;

  @Test
  void pauses_of_all_collectors_add_up() {
    startFile();
    addText("sun.gc.collector.0.name", "G1 young collection pauses");
    addNumber("sun.gc.collector.0.time", 3_000_000);
    addText("sun.gc.collector.1.name", "G1 full collection pauses");
    addNumber("sun.gc.collector.1.time", 4_500_000);

    assertThat(HotSpotPerfData.gcPauseMillis(finishedFile())).hasValue(7.5);
  }

  @Test
  void collector_that_counts_more_than_pauses_is_left_out() {
    startFile();
    addText("sun.gc.collector.1.name", "Shenandoah full");
    addNumber("sun.gc.collector.1.time", 3_000_000);

    assertThat(HotSpotPerfData.gcPauseMillis(finishedFile())).isEmpty();
  }

  @Test
  void file_that_is_still_being_made_is_not_read() {
    startFile();
    addText("sun.gc.collector.0.name", "G1 young collection pauses");
    byte[] bytes = finishedFile();
    bytes[7] = 0;

    assertThat(HotSpotPerfData.gcPauseMillis(bytes)).isEmpty();
  }

  @Test
  void other_bytes_are_no_perf_data() {
    assertThat(HotSpotPerfData.gcPauseMillis(new byte[0])).isEmpty();
    assertThat(HotSpotPerfData.gcPauseMillis(new byte[100])).isEmpty();
    startFile();
    addNumber("sun.gc.collector.0.time", 1);
    assertThat(HotSpotPerfData.gcPauseMillis(Arrays.copyOf(finishedFile(), 50))).isEmpty();
  }

  @Test
  void heap_that_survived_is_all_but_eden() {
    startFile();
    addNumber("sun.gc.generation.0.space.0.used", 1_000);
    addNumber("sun.gc.generation.0.space.1.used", 20);
    addNumber("sun.gc.generation.1.space.0.used", 3);
    addNumber("sun.gc.generation.1.space.0.capacity", 5_000);

    assertThat(HotSpotPerfData.survivedBytes(finishedFile())).hasValue(23);
  }

  @Test
  void heap_without_spaces_and_other_bytes_tell_nothing() {
    assertThat(HotSpotPerfData.survivedBytes(new byte[100])).isEmpty();
    startFile();
    assertThat(HotSpotPerfData.survivedBytes(finishedFile())).isEmpty();
  }

  private void startFile() {
    file.order(ByteOrder.BIG_ENDIAN).putInt(0xCAFEC0C0).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 1).put((byte) 2).put((byte) 0).put((byte) 1);
    file.position(PROLOGUE_BYTES);
    addNumber("sun.os.hrt.frequency", TICKS_PER_SECOND);
  }

  private byte[] finishedFile() {
    file.putInt(24, PROLOGUE_BYTES).putInt(28, entries);
    return file.array();
  }

  private void addNumber(String name, long value) {
    addEntry(name, 0, ByteBuffer.allocate(8).order(file.order()).putLong(value).array());
  }

  private void addText(String name, String value) {
    byte[] text = (value + "\0").getBytes(StandardCharsets.UTF_8);
    addEntry(name, text.length, text);
  }

  private void addEntry(String name, int vectorLength, byte[] value) {
    byte[] key = (name + "\0").getBytes(StandardCharsets.UTF_8);
    int valueOffset = (ENTRY_HEADER_BYTES + key.length + 7) / 8 * 8;
    int length = (valueOffset + value.length + 7) / 8 * 8;
    int start = file.position();
    file.putInt(length).putInt(ENTRY_HEADER_BYTES).putInt(vectorLength).putInt(0);
    file.putInt(valueOffset).put(key);
    file.position(start + valueOffset).put(value).position(start + length);
    entries++;
  }
}
