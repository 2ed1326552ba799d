package dev.pharos.serving;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.artifacts.FileSystemArtifactStore;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.Topics;
import dev.pharos.contracts.model.ModelChanged;
import dev.pharos.contracts.model.ModelVersion;
import dev.pharos.contracts.model.PredictionServed;
import dev.pharos.engine.ModelDescription;
import dev.pharos.engine.Optimization;
import dev.pharos.engine.Trainer;
import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.prepare.Fit;
import dev.pharos.imaging.prepare.Preprocessing;
import dev.pharos.messaging.Follower;
import dev.pharos.messaging.KafkaConfig;
import dev.pharos.messaging.Messaging;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import dev.pharos.runtime.ServiceHost;
import dev.pharos.runtime.config.Settings;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where the registry stands: registers models, promotes, and hears what was predicted. */
final class TestRegistry implements AutoCloseable {
  static final List<String> CLASSES = List.of("apple", "pear", "plum", "quince");
  static final Preprocessing PREPROCESSING =
      new Preprocessing(
          new ImageShape(28, 28, 1),
          new ImageShape(32, 32, 1),
          Fit.PAD,
          List.of(0.25),
          List.of(0.5));

  private final ArtifactStore artifacts;
  private final Path folder;
  private final ServiceHost host;
  private final List<PredictionServed> predictions = new CopyOnWriteArrayList<>();
  private Messaging messaging;
  private long revision;

  TestRegistry(String bootstrapServers, String topicPrefix, Path folder) throws IOException {
    this.folder = folder;
    artifacts = new FileSystemArtifactStore(folder.resolve("store"));
    host = join(ServiceHost.open(Settings.of(Map.of("admin.port", "0"))));
    join(
        host.start(
            "registry",
            context -> {
              messaging =
                  Messaging.open(
                      context, KafkaConfig.of(bootstrapServers).withTopicPrefix(topicPrefix));
              return messaging
                  .follow(
                      Topics.PREDICTION_EVENTS,
                      Follower.From.END,
                      message -> {
                        predictions.add(message.data());
                        return Future.succeededFuture();
                      })
                  .ready();
            }));
  }

  ArtifactStore artifacts() {
    return artifacts;
  }

  /** A LeNet-5 with random parameters, as a model file in the store. */
  ArtifactRef model(long seed) throws IOException {
    var network = Networks.build("lenet5", NetworkSettings.defaults().withClasses(CLASSES.size()));
    var file = folder.resolve("model-" + seed);
    try (var trainer = Trainer.create(network, Optimization.adam(0.001), seed)) {
      trainer.saveModel(
          file,
          new ModelDescription(
              network, CLASSES, Json.mapper().valueToTree(PREPROCESSING), Map.of()));
    }
    return artifacts.putFile(file);
  }

  /** Tells the state of a model. */
  void tell(String name, List<ArtifactRef> versions, Map<String, Integer> aliases) {
    var all = new ArrayList<ModelVersion>();
    for (var artifact : versions) {
      all.add(new ModelVersion(all.size() + 1, new UUID(0, 1), artifact, Instant.EPOCH));
    }
    var change = new ModelChanged(name, ++revision, all, aliases, Instant.now());
    join(messaging.publisher().publish(Topics.MODEL_EVENTS, name, change));
  }

  List<PredictionServed> predictions() {
    return predictions;
  }

  static <T> T join(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    join(host.close());
  }
}
