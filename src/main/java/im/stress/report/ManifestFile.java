package im.stress.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import im.stress.record.JsonFiles;
import im.stress.record.RunData;
import im.stress.record.Schema;
import im.stress.record.ShardData;
import java.util.Map;

/** {@code manifest.json} of a run: what is needed to know under which conditions it was made. */
final class ManifestFile {

  /** By which a staged run tells a target at its limit from a failure of the tool. */
  static final String EXIT_CODE = "exitCode";

  private ManifestFile() {}

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
    manifest.set("settings", JsonFiles.MAPPER.valueToTree(described));
    ObjectNode processes = manifest.putObject("processes");
    for (ShardData shard : run.shards()) {
      shard.manifest().ifPresent(own -> processes.putPOJO(shard.id().toString(), own));
    }
    return manifest;
  }
}
