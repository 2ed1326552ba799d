package dev.pharos.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendFilterTest {
  private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

  @TempDir private Path folder;

  @Test
  void hidesTheServicesOfTheCudaBackendAndNothingElse() throws Exception {
    var roots = new URL[] {root("nd4j-native"), root("nd4j-cuda-11.6")};
    try (var parent = new URLClassLoader(roots, null)) {
      var filter = new BackendFilter(parent);

      assertThat(Collections.list(parent.getResources(SERVICE))).hasSize(2);
      assertThat(Collections.list(filter.getResources(SERVICE)))
          .singleElement()
          .satisfies(url -> assertThat(url.toString()).contains("nd4j-native"));
      assertThat(Collections.list(filter.getResources("other.txt"))).hasSize(2);
    }
  }

  private URL root(String name) throws Exception {
    var root = Files.createDirectories(folder.resolve(name).resolve("META-INF/services"));
    Files.writeString(root.resolve("org.nd4j.linalg.factory.Nd4jBackend"), "some.Backend");
    Files.writeString(folder.resolve(name).resolve("other.txt"), "");
    return folder.resolve(name).toUri().toURL();
  }
}
