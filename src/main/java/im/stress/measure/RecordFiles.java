package im.stress.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.stress.files.LineFile;
import im.stress.files.LineWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code deaths.jsonl} and {@code ledger-samples.jsonl}: one line a record. Recorder thread only.
 */
final class RecordFiles {
  private final ObjectMapper json = new ObjectMapper();
  private final MessageNames names;
  private final LineWriter deaths;
  private final LineWriter samples;

  RecordFiles(Path directory, MessageNames names) throws IOException {
    this.names = names;
    this.deaths = new LineWriter(LineFile.create(directory.resolve("deaths.jsonl"), ""));
    this.samples = new LineWriter(LineFile.create(directory.resolve("ledger-samples.jsonl"), ""));
  }

  List<LineFile> files() {
    return List.of(deaths.file(), samples.file());
  }

  void append(long epochSecond, ShardMeasure measure) {
    for (Death death : measure.deaths().drain()) {
      deaths.append(death(death).toString());
    }
    for (LedgerSamples.Sample sample : measure.samples().drain()) {
      samples.append(sample(sample).toString());
    }
    deaths.flush(epochSecond);
    samples.flush(epochSecond);
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
    if (sample.number() >= 0) {
      line.put("id", names.message(sample.from(), sample.number()));
    }
    return line;
  }
}
