package im.stress.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Environment variables to keys. */
final class EnvironmentSource {
  /** The variable that carries the token. */
  static final String TOKEN = "TEST_TOKEN";

  /** The variable that carries the password of the client's key. */
  static final String CLIENT_KEY_PASSWORD = "CLIENT_KEY_PASSWORD";

  /** The variable that carries the gateways. */
  static final String URL = "TARGET_URL";

  private static final Map<String, List<String>> VARIABLES = variables();

  private EnvironmentSource() {}

  private static Map<String, List<String>> variables() {
    Map<String, List<String>> variables = new LinkedHashMap<>();
    variables.put("im.target.url", List.of(URL));
    variables.put("im.target.host", List.of("TARGET_HOST"));
    variables.put("im.target.port", List.of("TARGET_PORT"));
    variables.put(
        "im.machine.id",
        List.of(
            "MACHINE_ID",
            "JOB_COMPLETION_INDEX", // Kubernetes, Indexed Job
            "SLURM_PROCID",
            "AWS_BATCH_JOB_ARRAY_INDEX",
            "NOMAD_ALLOC_INDEX"));
    variables.put("im.machine.count", List.of("MACHINES"));
    variables.put("im.machine.start-at", List.of("START_AT"));
    variables.put("im.run.id", List.of("RUN_ID"));
    variables.put("im.run.results-dir", List.of("RESULTS_DIR"));
    variables.put(Secrets.TOKEN, List.of(TOKEN));
    variables.put(Secrets.CLIENT_KEY_PASSWORD, List.of(CLIENT_KEY_PASSWORD));
    return variables;
  }

  /** The settings in these variables; of several for one key, the first that is not empty. */
  static Config read(Map<String, String> environment) {
    Config read = ConfigFactory.empty();
    for (Map.Entry<String, List<String>> entry : VARIABLES.entrySet()) {
      for (String name : entry.getValue()) {
        String text = environment.getOrDefault(name, "");
        if (!text.isEmpty() && !read.hasPath(entry.getKey())) {
          read = read.withValue(entry.getKey(), Setting.named(name, text));
        }
      }
    }
    return read;
  }
}
