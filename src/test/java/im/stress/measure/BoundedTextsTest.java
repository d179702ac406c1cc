package im.stress.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedTextsTest {
  private final BoundedTexts texts = new BoundedTexts("another code");

  @Test
  void the_first_texts_are_kept_apart_and_all_others_are_one() {
    for (int i = 0; i < BoundedTexts.MAX_TEXTS; i++) {
      assertThat(texts.bounded("code " + i)).isEqualTo("code " + i);
    }

    assertThat(IntStream.range(100, 10_000).mapToObj(i -> texts.bounded("code " + i)))
        .containsOnly("another code");
    assertThat(texts.bounded("code 7")).isEqualTo("code 7");
  }
}
