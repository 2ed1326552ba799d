package dev.pharos.dataset;

import static dev.pharos.dataset.RunningService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.artifacts.ArtifactAccessConfig;
import dev.pharos.artifacts.Artifacts;
import dev.pharos.artifacts.CorruptArtifactException;
import dev.pharos.artifacts.FileSystemArtifactStore;
import dev.pharos.artifacts.MissingArtifactException;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.Json;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.samples.SampleData;
import dev.pharos.runtime.ServiceHost;
import dev.pharos.runtime.config.Settings;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets and models for who does not share the disk, as a training worker reads and writes. */
@WithServers
class StoredArtifactsIT {
  private TestServers servers;
  @TempDir Path folder;
  private RunningService service;
  private Relay relay;
  private ServiceHost worker;
  private Artifacts artifacts;

  @BeforeEach
  void start() throws Exception {
    service = RunningService.start(servers, folder);
    relay = new Relay(service.address());
    artifacts = open(relay.address());
  }

  @AfterEach
  void stop() throws Exception {
    worker.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    relay.close();
    service.close();
  }

  private Artifacts open(URI url) throws Exception {
    var settings =
        Map.of(
            "admin.port",
            "0",
            "artifacts.url",
            url.toString(),
            "artifacts.cache-directory",
            folder.resolve("cache").toString());
    var opened = new AtomicReference<Artifacts>();
    var host = ServiceHost.open(Settings.of(settings)).toCompletionStage().toCompletableFuture();
    worker = host.get(30, TimeUnit.SECONDS);
    worker
        .start(
            "worker",
            context ->
                context
                    .vertx()
                    .executeBlocking(
                        () -> {
                          var config =
                              context.settings().bind("artifacts", ArtifactAccessConfig.class);
                          opened.set(config.open(context));
                          return null;
                        }))
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
    return opened.get();
  }

  private ArtifactRef imported() throws Exception {
    var digits = folder.resolve("digits");
    SampleData.digits(digits, 200, 1);
    var ended = service.ended(service.startImport("digits", digits));
    assertThat(ended.get("phase").asText()).as("%s", ended).isEqualTo("READY");
    var version = json(service.get("/v1/datasets/digits")).at("/versions/0/packed");
    return Json.mapper().treeToValue(version, ArtifactRef.class);
  }

  @Test
  void aDataSetIsReadOverABreakingNetworkAndThenWithoutIt() throws Exception {
    var packed = imported();
    relay.breakAfter(packed.size() / 2);

    try (var held = artifacts.hold(packed);
        var dataset = PackedDataset.open(held.file())) {
      assertThat(dataset.size()).isEqualTo(200);
      dataset.verify();
      assertThat(held.file()).startsWith(folder.resolve("cache"));
    }
    assertThat(relay.hasBroken()).isTrue();

    relay.close();
    try (var held = artifacts.hold(packed)) {
      assertThat(held.file()).exists();
    }
  }

  @Test
  void whatAWorkerWritesIsKeptByTheService() throws Exception {
    var content = new byte[3_000_000];
    Arrays.fill(content, (byte) 7);

    var artifact = artifacts.put(new ByteArrayInputStream(content));

    var path = "/v1/artifacts/" + artifact.digest();
    assertThat(service.get(path).body()).isEqualTo(content);
    var tail = service.send("GET", path, BodyPublishers.noBody(), "Range", "bytes=2999990-");
    assertThat(tail.statusCode()).isEqualTo(206);
    assertThat(tail.body()).hasSize(10);
    assertThat(tail.headers().firstValue("Content-Range"))
        .contains("bytes 2999990-2999999/3000000");
    var beyond = service.send("GET", path, BodyPublishers.noBody(), "Range", "bytes=3000000-");
    assertThat(beyond.statusCode()).isEqualTo(416);

    // It is there already and not sent again, and young again all the same.
    var hex = artifact.hex();
    var file = folder.resolve("artifacts/sha256/" + hex.substring(0, 2) + "/" + hex);
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    artifacts.put(new ByteArrayInputStream(content));
    assertThat(Files.getLastModifiedTime(file).toInstant()).isAfter(Instant.now().minusSeconds(60));
  }

  @Test
  void whatIsDamagedIsSaidToBeAtOnceAndMendedByWhoHasItStill() throws Exception {
    var content = new byte[1_000_000];
    var whole = new FileSystemArtifactStore(folder.resolve("artifacts"));
    var artifact = whole.put(new ByteArrayInputStream(content));
    Files.write(whole.localFile(artifact), new byte[] {1}, StandardOpenOption.WRITE);

    assertThatThrownBy(() -> artifacts.hold(artifact))
        .isInstanceOf(CorruptArtifactException.class)
        .hasMessageContaining(artifact.digest());

    artifacts.put(new ByteArrayInputStream(content));
    assertThat(service.get("/v1/artifacts/" + artifact.digest()).body()).isEqualTo(content);
  }

  @Test
  void whatIsNotThereOrNotWhatItsNameSaysIsRefused() throws Exception {
    var absent = new ArtifactRef("sha256:" + "1".repeat(64), 5);
    assertThatThrownBy(() -> artifacts.hold(absent)).isInstanceOf(MissingArtifactException.class);

    var wrong =
        service.send(
            "PUT", "/v1/artifacts/" + absent.digest(), BodyPublishers.ofString("other bytes"));

    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(json(wrong).get("detail").asText()).contains("is corrupt");
    assertThat(service.get("/v1/artifacts/" + absent.digest()).statusCode()).isEqualTo(404);
    assertThat(service.get("/v1/artifacts/sha256:12").statusCode()).isEqualTo(400);
    assertThat(folder.resolve("artifacts/unfinished")).isEmptyDirectory();
  }
}
