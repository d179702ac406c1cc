package im.stress.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests, read with the API's own model: a field that it doesn't know is an error. */
class ManifestsTest {
  private static final Path FOLDER = Path.of("deploy/kubernetes");

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "Job", Job.class,
          "ConfigMap", ConfigMap.class,
          "PersistentVolumeClaim", PersistentVolumeClaim.class);

  /** The model would keep what it doesn't know in a map. */
  private static final ObjectMapper STRICT =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                  return false;
                }
              })
          .build();

  static List<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static HasMetadata read(String text) throws IOException {
    JsonNode tree = STRICT.readTree(text);
    HasMetadata read = STRICT.treeToValue(tree, KINDS.get(tree.path("kind").asText()));
    assertThat(read.getApiVersion()).isEqualTo(tree.path("apiVersion").asText());
    return read;
  }

  private static Job job(String file) throws IOException {
    return (Job) read(Files.readString(FOLDER.resolve(file)));
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void each_field_is_one_of_the_api(Path manifest) throws IOException {
    assertThat(read(Files.readString(manifest)).getMetadata().getName()).startsWith("im-stress-");
  }

  @Test
  void unknown_field_is_refused_wherever_it_stands() throws IOException {
    String clients = Files.readString(FOLDER.resolve("clients.yaml"));

    assertThatThrownBy(() -> read(clients.replace("mountPath:", "mount-path:")))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("mount-path");
  }

  @Test
  void each_machine_is_one_pod_with_its_index_as_its_id() throws IOException {
    Job clients = job("clients.yaml");
    ConfigMap settings = (ConfigMap) read(Files.readString(FOLDER.resolve("settings.yaml")));
    int machines = Integer.parseInt(settings.getData().get("MACHINES"));

    assertThat(clients.getSpec().getCompletionMode()).isEqualTo("Indexed");
    assertThat(clients.getSpec().getCompletions()).isEqualTo(machines);
    assertThat(clients.getSpec().getParallelism()).isEqualTo(machines);
    // A client with the verdict FAIL must not end the others.
    assertThat(clients.getSpec().getBackoffLimit()).isNull();
    assertThat(clients.getSpec().getBackoffLimitPerIndex()).isZero();
  }

  /** By a label that no pod has, all clients could come to one node. */
  @Test
  void clients_are_spread_by_a_label_that_their_pods_have() throws IOException {
    var template = job("clients.yaml").getSpec().getTemplate();
    var spread = template.getSpec().getTopologySpreadConstraints().get(0);

    assertThat(template.getMetadata().getLabels())
        .containsAllEntriesOf(spread.getLabelSelector().getMatchLabels());
  }

  @Test
  void clients_and_merge_read_the_same_settings_and_share_the_volume() throws IOException {
    for (String file : new String[] {"clients.yaml", "merge.yaml"}) {
      var pod = job(file).getSpec().getTemplate().getSpec();
      var names = new TreeSet<String>();
      pod.getContainers()
          .get(0)
          .getEnvFrom()
          .forEach(
              source -> {
                if (source.getConfigMapRef() != null) {
                  names.add(source.getConfigMapRef().getName());
                }
              });

      assertThat(names).containsExactly("im-stress-settings");
      assertThat(pod.getVolumes().get(0).getPersistentVolumeClaim().getClaimName())
          .isEqualTo("im-stress-results");
      assertThat(pod.getContainers().get(0).getVolumeMounts().get(0).getMountPath())
          .isEqualTo("/results");
    }
  }
}
