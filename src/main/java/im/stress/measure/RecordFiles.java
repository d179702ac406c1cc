package im.stress.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code deaths.jsonl}, {@code ledger-samples.jsonl} and the two lists of the ledger: one line a
 * record. Recorder thread only.
 */
final class RecordFiles implements AutoCloseable {
  private final ObjectMapper json = new ObjectMapper();
  private final MessageNames names;
  private final BufferedWriter deaths;
  private final BufferedWriter samples;
  private final LedgerListFile lost;
  private final LedgerListFile misrouted;

  RecordFiles(Path directory, MessageNames names) throws IOException {
    this.names = names;
    this.deaths = Files.newBufferedWriter(directory.resolve("deaths.jsonl"));
    this.samples = Files.newBufferedWriter(directory.resolve("ledger-samples.jsonl"));
    this.lost =
        new LedgerListFile(directory.resolve(LedgerList.LOST_FILE), LedgerList.LOST_COLUMNS);
    this.misrouted =
        new LedgerListFile(
            directory.resolve(LedgerList.MISROUTED_FILE), LedgerList.MISROUTED_COLUMNS);
  }

  void append(ShardMeasure measure) throws IOException {
    for (Death death : measure.deaths().drain()) {
      writeLine(deaths, death(death));
    }
    for (LedgerSamples.Sample sample : measure.samples().drain()) {
      writeLine(samples, sample(sample));
    }
    deaths.flush();
    samples.flush();
    lost.append(measure.samples().lost());
    misrouted.append(measure.samples().misrouted());
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

  private void writeLine(BufferedWriter out, ObjectNode line) throws IOException {
    out.write(json.writeValueAsString(line));
    out.newLine();
  }

  @Override
  public void close() throws IOException {
    deaths.close();
    samples.close();
    lost.close();
    misrouted.close();
  }
}
