package dev.pharos.systemtests.chaos;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A test whose methods share a cluster, which it starts; its end is seen to here. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class OnCluster {
  Cluster cluster;

  @AfterAll
  void stop() {
    if (cluster != null) {
      System.out.println(cluster.logs());
      cluster.close();
    }
  }
}
