package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.stress.record.JsonFiles;
import im.stress.record.RunData;
import im.stress.record.Schema;
import im.stress.record.ShardData;
import java.util.Map;

/** {@code manifest.json} of a run: what is needed to know under which conditions it was made. */
final class ManifestFile {

  /** By which a staged run tells a target at its limit from a failure of the tool. */
  private static final String EXIT_CODE = "exitCode";

  /** The object with all settings by name. */
  static final String SETTINGS = "settings";

  private static final String PROCESSES = "processes";

  /** Not those that the process may use: the monitor's 100 % are all of them. */
  private static final String PROCESSORS = "machineProcessors";

  private ManifestFile() {}

  /** That of the run; 1 where it is not known. */
  static int exitCode(JsonNode manifest) {
    return manifest.path(EXIT_CODE).asInt(StagedStop.TOOL_FAILED);
  }

  /** CPUs of the machine of the first process; 0 where it is not known. */
  static int processors(JsonNode manifest) {
    return manifest.path(PROCESSES).findPath(PROCESSORS).asInt(0);
  }

  /**
   * The settings as they were described (secrets masked by the caller), and what each process said
   * of its host, versions, limits and clock.
   */
  static ObjectNode of(Outcome outcome, long seed, Map<String, String> described, RunData run) {
    ObjectNode manifest = JsonFiles.MAPPER.createObjectNode();
    manifest.put("schema", Schema.CURRENT);
    manifest.put("run", outcome.summary().run());
    manifest.put("verdict", outcome.verdict().name());
    manifest.put(EXIT_CODE, outcome.exitCode());
    manifest.put("seed", seed);
    manifest.set(SETTINGS, JsonFiles.MAPPER.valueToTree(described));
    ObjectNode processes = manifest.putObject(PROCESSES);
    for (ShardData shard : run.shards()) {
      shard.manifest().ifPresent(own -> processes.putPOJO(shard.id().toString(), own));
    }
    return manifest;
  }
}
