package dev.pharos.architecture;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The modules of Pharos and the arrows between them; docs/architecture.md draws the same. */
@SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that nobody can change
enum PharosModule {
  CONTRACTS("common/contracts", "contracts"),
  NETWORKS("common/networks", "networks"),
  RUNTIME("common/runtime", "runtime"),
  MIGRATIONS("migrations", "migrations"),
  WEB_UI("web-ui", "webui"),
  EMBEDDED("common/embedded", "embedded"),
  MESSAGING("common/messaging", "messaging", CONTRACTS, RUNTIME),
  ARTIFACTS("common/artifacts", "artifacts", CONTRACTS, RUNTIME),
  IMAGING("common/imaging", "imaging", CONTRACTS),
  ENGINE("common/engine", "engine", NETWORKS, IMAGING),
  TESTKIT("common/testkit", "testkit", EMBEDDED, MIGRATIONS),
  DATASET_SERVICE(
      "services/dataset-service",
      "dataset",
      CONTRACTS,
      RUNTIME,
      MIGRATIONS,
      MESSAGING,
      ARTIFACTS,
      IMAGING),
  TRAINING_WORKER(
      "services/training-worker",
      "worker",
      CONTRACTS,
      NETWORKS,
      RUNTIME,
      MESSAGING,
      ARTIFACTS,
      IMAGING,
      ENGINE),
  EXPERIMENT_REGISTRY(
      "services/experiment-registry",
      "registry",
      CONTRACTS,
      NETWORKS,
      RUNTIME,
      MIGRATIONS,
      WEB_UI,
      MESSAGING,
      ARTIFACTS),
  SERVING_GATEWAY(
      "services/serving-gateway",
      "serving",
      CONTRACTS,
      NETWORKS,
      RUNTIME,
      MESSAGING,
      ARTIFACTS,
      IMAGING,
      ENGINE),
  PLATFORM(
      "services/platform",
      "platform",
      CONTRACTS,
      NETWORKS,
      RUNTIME,
      MIGRATIONS,
      MESSAGING,
      ARTIFACTS,
      IMAGING,
      EMBEDDED,
      DATASET_SERVICE,
      TRAINING_WORKER,
      EXPERIMENT_REGISTRY,
      SERVING_GATEWAY),
  SYSTEM_TESTS("services/system-tests", "systemtests"),
  BENCHMARKS(
      "services/benchmarks",
      "benchmarks",
      CONTRACTS,
      NETWORKS,
      RUNTIME,
      MESSAGING,
      ARTIFACTS,
      IMAGING,
      ENGINE,
      DATASET_SERVICE,
      PLATFORM);

  private static final Set<PharosModule> SERVICES =
      EnumSet.of(DATASET_SERVICE, TRAINING_WORKER, EXPERIMENT_REGISTRY, SERVING_GATEWAY);

  private final String folder;
  private final String rootPackage;
  private final List<PharosModule> uses;

  PharosModule(String folder, String name, PharosModule... uses) {
    this.folder = folder;
    this.rootPackage = "dev.pharos." + name;
    this.uses = List.of(uses);
  }

  /** Where it lies below the root of the repository. */
  String folder() {
    return folder;
  }

  /** What every package of it begins with. */
  String rootPackage() {
    return rootPackage;
  }

  /** The artifact id of its pom. */
  String artifactId() {
    return "pharos-" + folder.substring(folder.lastIndexOf('/') + 1);
  }

  /** Whether its main code may import the other. */
  boolean mayUse(PharosModule other) {
    return other == this || uses.contains(other);
  }

  /** Whether its tests may import the other. */
  boolean mayTestWith(PharosModule other) {
    return mayUse(other)
        || switch (this) {
          // The test kit migrates, so the migrations cannot be tested with it.
          case CONTRACTS, NETWORKS, IMAGING, ENGINE, EMBEDDED, WEB_UI -> false;
          case MIGRATIONS -> other == EMBEDDED;
          case SYSTEM_TESTS -> true;
          default -> other == TESTKIT;
        };
  }

  /** What to do instead of the arrow that is not allowed. */
  String mend(PharosModule other) {
    if (SERVICES.contains(this) && SERVICES.contains(other)) {
      return "services never import each other, they talk through Kafka and PostgreSQL: move what both need down into common/contracts (messages) or another module of common";
    }
    if (other == EMBEDDED) {
      return "only the platform and the test kit start servers: take the addresses from the configuration, and in tests from @WithServers";
    }
    if (other == TESTKIT) {
      return "main code must not know test code: give the dependency <scope>test</scope>";
    }
    if (SERVICES.contains(other) || other == PLATFORM) {
      return "arrows point down: move what is needed down into a module of common, or let the caller pass it in";
    }
    return "move the class to where the arrow is allowed, or let the caller pass in what is needed; if the arrow is meant, draw it in docs/architecture.md and allow it in "
        + PharosModule.class.getName();
  }

  /** The module that a package belongs to. */
  static Optional<PharosModule> ofPackage(String name) {
    return Arrays.stream(values())
        .filter(each -> (name + ".").startsWith(each.rootPackage + "."))
        .findFirst();
  }

  static Optional<PharosModule> ofArtifact(String artifactId) {
    return Arrays.stream(values()).filter(each -> each.artifactId().equals(artifactId)).findFirst();
  }
}
