package im.stress.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.stress.files.LineFile;
import im.stress.files.LineWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code deaths.jsonl}, {@code ledger-samples.jsonl} and the two lists of the ledger: one line a
 * record. Recorder thread only.
 */
final class RecordFiles {
  private final ObjectMapper json = new ObjectMapper();
  private final MessageNames names;
  private final LineWriter deaths;
  private final LineWriter samples;
  private final LedgerListFile lost;
  private final LedgerListFile misrouted;

  RecordFiles(Path directory, MessageNames names) throws IOException {
    this.names = names;
    this.deaths = new LineWriter(LineFile.create(directory.resolve("deaths.jsonl"), ""));
    this.samples = new LineWriter(LineFile.create(directory.resolve("ledger-samples.jsonl"), ""));
    this.lost =
        new LedgerListFile(directory.resolve(LedgerList.LOST_FILE), LedgerList.LOST_COLUMNS);
    this.misrouted =
        new LedgerListFile(
            directory.resolve(LedgerList.MISROUTED_FILE), LedgerList.MISROUTED_COLUMNS);
  }

  List<LineFile> files() {
    return List.of(deaths.file(), samples.file(), lost.file(), misrouted.file());
  }

  void append(long epochSecond, ShardMeasure measure) {
    for (Death death : measure.deaths().drain()) {
      deaths.append(death(death).toString(), epochSecond);
    }
    for (LedgerSamples.Sample sample : measure.samples().drain()) {
      samples.append(sample(sample).toString(), epochSecond);
    }
    deaths.flush(epochSecond);
    samples.flush(epochSecond);
    lost.append(epochSecond, measure.samples().lost());
    misrouted.append(epochSecond, measure.samples().misrouted());
  }

  private ObjectNode death(Death death) {
    ObjectNode line = json.createObjectNode();
    line.put("epochMillis", death.epochMillis());
    line.put("user", death.user());
    line.put("phase", death.kind().phase().key());
    line.put("cause", death.kind().cause());
    line.put("code", death.kind().code());
    line.put("reason", death.kind().reason());
    line.put("ageMillis", death.ageMillis());
    line.put("sinceReceivedMillis", death.sinceReceivedMillis());
    line.put("sinceSentMillis", death.sinceSentMillis());
    line.put("detail", death.detail());
    return line;
  }

  private ObjectNode sample(LedgerSamples.Sample sample) {
    ObjectNode line = json.createObjectNode();
    line.put("fate", sample.fate());
    if (sample.from() >= 0) {
      line.put("from", names.user(sample.from()));
    }
    line.put("to", names.user(sample.to()));
    if (sample.sequence() >= 0) {
      line.put("fromIndex", sample.from());
      line.put("toIndex", sample.to());
      line.put("sequence", sample.sequence());
    }
    if (sample.number() >= 0) {
      line.put("id", names.message(sample.from(), sample.number()));
    }
    return line;
  }
}
