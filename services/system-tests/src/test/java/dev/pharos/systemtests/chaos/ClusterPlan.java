package dev.pharos.systemtests.chaos;

import java.nio.file.Path;

/**
 * What a {@link Cluster} is to be like.
 *
 * @param folder for what the services keep on disks
 * @param artifacts the artifact store's folder
 * @param registries how many of them
 * @param slowLink whether the services reach PostgreSQL by a way that can be made slow
 */
record ClusterPlan(Path folder, Path artifacts, int registries, boolean slowLink) {
  /** Nothing special. */
  static ClusterPlan in(Path folder) {
    return new ClusterPlan(folder, folder.resolve("artifacts"), 1, false);
  }

  ClusterPlan withArtifacts(Path elsewhere) {
    return new ClusterPlan(folder, elsewhere, registries, slowLink);
  }

  ClusterPlan withRegistries(int number) {
    return new ClusterPlan(folder, artifacts, number, slowLink);
  }

  ClusterPlan withSlowLink() {
    return new ClusterPlan(folder, artifacts, registries, true);
  }
}
