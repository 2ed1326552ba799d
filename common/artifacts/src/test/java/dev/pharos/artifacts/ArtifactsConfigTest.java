package dev.pharos.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.runtime.StartException;
import dev.pharos.runtime.config.Settings;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsConfigTest {
  @TempDir Path folder;

  @Test
  void opensTheStoreOfTheFolderThatIsSet() throws Exception {
    var settings = Settings.of(Map.of("artifacts.directory", folder.resolve("store").toString()));

    var store = settings.bind("artifacts", ArtifactsConfig.class).open();

    var artifact = store.put(new ByteArrayInputStream(new byte[] {1, 2, 3}));
    assertThat(store.localFile(artifact)).startsWith(folder.resolve("store"));
  }

  @Test
  void namesTheSettingWhenTheFolderCannotBeMade() throws Exception {
    var file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> new ArtifactsConfig(file.resolve("store")).open())
        .isInstanceOf(StartException.class)
        .hasMessageContaining("artifacts.directory = '" + file.resolve("store"));
  }
}
