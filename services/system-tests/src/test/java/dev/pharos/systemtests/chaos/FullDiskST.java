package dev.pharos.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pharos.contracts.job.RunState;
import dev.pharos.platform.client.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The artifact store's disk fills up while runs write checkpoints to it, and has room again. */
@Chaos
final class FullDiskST {
  @TempDir private Path folder;
  private SmallDisk disk;
  private Cluster cluster;

  @BeforeEach
  void start() throws Exception {
    disk = new SmallDisk(folder.resolve("small-disk"));
    assumeTrue(
        disk.works(),
        "neither can a file system be mounted here, nor is there util-linux' prlimit");
    var plan = ClusterPlan.in(folder).withArtifacts(disk.root().resolve("artifacts"));
    cluster = Cluster.start(plan, "one");
  }

  @AfterEach
  void stop() throws Exception {
    if (cluster != null) {
      System.out.println(cluster.logs());
      cluster.close();
    }
    disk.close();
  }

  @Test
  void theRunIsTriedAgainAndNothingIsHalfWritten() throws Exception {
    var runs = Runs.longer(cluster).withDataset();
    var undisturbed = new Undisturbed(cluster, runs);
    var before = Holdings.of(cluster);
    var run = runs.submit();
    runs.awaitMiddleOfAnEpoch(run);

    disk.fill(cluster.worker("one"));
    var failed = runs.await(run, "an attempt fails for want of room", each -> reason(each) != null);
    assertThat(reason(failed)).contains(disk.place()).contains("make room");
    disk.makeRoom(cluster.worker("one"));
    undisturbed.assertSame(run);

    try (var unfinished = Files.list(disk.root().resolve("artifacts/unfinished"))) {
      assertThat(unfinished).as("files half written").isEmpty();
    }
    Account.tell(
        "%s: the attempt fails with '%s'; with room again attempt %d ends"
            + " as the undisturbed run",
        disk.way(), reason(failed), runs.get(run).attempt());
    before.assertAsBefore(cluster, "a full disk");
  }

  private static String reason(Run run) {
    return run.state() == RunState.RUNNING || run.state() == RunState.ASSIGNED
        ? null
        : run.reason();
  }
}
