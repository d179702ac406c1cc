package im.stress.simlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the logs hold, the merged one holds as much of it. */
final class RandomMergeTest {
  private static final List<String> TEXTS =
      List.of("", "ack", "login", "\u597d", "\u00ff", "\ud83d\ude00", "a longer text");

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void merge_keeps_every_record(long seed) throws IOException {
    Random random = new Random(seed);
    List<MergeInput> inputs = new ArrayList<>();
    List<LogRecord> expected = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int k = 0; k <= random.nextInt(6); k++) {
      List<LogRecord> records = randomRecords(random);
      expected.addAll(records);
      records.forEach(record -> texts.addAll(textsOf(record)));
      LogRecord.Run run = Logs.run(Logs.START + random.nextInt(10_000), "im", "only " + k);
      Path log = Logs.write(dir.resolve(k + ".log"), run, records);
      inputs.add(new MergeInput(log, random.nextInt(2_000) - 1_000));
    }
    Path output = dir.resolve("simulation.log");
    SimulationLogMerger.merge(inputs, output);
    List<LogRecord> merged = Logs.readRecords(output);

    Map<String, Long> kinds = kinds(merged);
    Map<String, Long> given = kinds(expected);
    assertThat(kinds.remove("ended")).isEqualTo(kinds.get("started"));
    given.remove("ended");
    assertThat(kinds).isEqualTo(given);
    assertThat(merged.stream().flatMap(record -> textsOf(record).stream()).toList())
        .isEqualTo(texts);
    assertThat(userTimes(merged)).isSorted();
    assertThat(merged).allMatch(record -> record.endMillis() >= 0);
  }

  private static List<LogRecord> randomRecords(Random random) {
    List<LogRecord> records = new ArrayList<>();
    int active = 0;
    for (int i = random.nextInt(500); i > 0; i--) {
      int at = random.nextInt(60_000);
      switch (random.nextInt(5)) {
        case 0 -> {
          records.add(Logs.started(1, at));
          active++;
        }
        case 1 -> {
          if (active > 0) {
            records.add(Logs.ended(1, at));
            active--;
          }
        }
        case 2 -> records.add(new LogRecord.Group(groups(random), at, at + 9, 5, i % 2 == 0));
        case 3 -> records.add(new LogRecord.ErrorMessage(text(random), at));
        default ->
            records.add(
                new LogRecord.Request(
                    groups(random), text(random), at, at + 3, random.nextBoolean(), text(random)));
      }
    }
    return records;
  }

  private static List<String> groups(Random random) {
    return random.ints(random.nextInt(3), 0, TEXTS.size()).mapToObj(TEXTS::get).toList();
  }

  private static String text(Random random) {
    return random.nextInt(10) == 0
        ? "text " + random.nextInt(100)
        : TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static List<String> textsOf(LogRecord record) {
    List<String> texts = new ArrayList<>();
    if (record instanceof LogRecord.Request request) {
      texts.addAll(request.groups());
      texts.add(request.name());
      texts.add(request.message());
    } else if (record instanceof LogRecord.Group group) {
      texts.addAll(group.groups());
    } else if (record instanceof LogRecord.ErrorMessage error) {
      texts.add(error.message());
    }
    return texts;
  }

  private static List<Integer> userTimes(List<LogRecord> records) {
    return records.stream()
        .filter(LogRecord.User.class::isInstance)
        .map(LogRecord::endMillis)
        .toList();
  }

  private static Map<String, Long> kinds(List<LogRecord> records) {
    return records.stream()
        .collect(Collectors.groupingBy(RandomMergeTest::kind, HashMap::new, Collectors.counting()));
  }

  private static String kind(LogRecord record) {
    if (record instanceof LogRecord.User user) {
      return user.started() ? "started" : "ended";
    }
    return record instanceof LogRecord.Request request
        ? "request " + request.ok()
        : record.getClass().getSimpleName();
  }
}
