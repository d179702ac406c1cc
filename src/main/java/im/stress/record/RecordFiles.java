package im.stress.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import im.stress.files.LineFile;
import im.stress.files.LineWriter;
import im.stress.measure.ShardMeasure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code deaths.jsonl}, {@code ledger-samples.jsonl} and the two lists of the ledger: one line a
 * record. Recorder thread only.
 */
final class RecordFiles {
  private final MessageNames names;
  private final LineWriter deaths;
  private final LineWriter samples;
  private final LedgerFile lost;
  private final LedgerFile misrouted;

  RecordFiles(Path folder, MessageNames names) throws IOException {
    this.names = names;
    this.deaths = new LineWriter(LineFile.create(folder.resolve(FileNames.DEATHS), ""));
    this.samples = new LineWriter(LineFile.create(folder.resolve(FileNames.SAMPLES), ""));
    this.lost = new LedgerFile(folder.resolve(FileNames.LOST), LedgerFile.LOST_COLUMNS);
    this.misrouted =
        new LedgerFile(folder.resolve(FileNames.MISROUTED), LedgerFile.MISROUTED_COLUMNS);
  }

  List<LineFile> files() {
    return List.of(deaths.file(), samples.file(), lost.file(), misrouted.file());
  }

  void append(long epochSecond, ShardMeasure measure) {
    measure.deaths().drain().forEach(death -> append(deaths, death, epochSecond));
    measure
        .samples()
        .drain()
        .forEach(sample -> append(samples, LedgerSample.of(sample, names), epochSecond));
    deaths.flush(epochSecond);
    samples.flush(epochSecond);
    lost.append(epochSecond, measure.samples().lost());
    misrouted.append(epochSecond, measure.samples().misrouted());
  }

  private static void append(LineWriter to, Object line, long epochSecond) {
    try {
      to.append(JsonFiles.line(line), epochSecond);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a record of this program is no JSON", e);
    }
  }
}
