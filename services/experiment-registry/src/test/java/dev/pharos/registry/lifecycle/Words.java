package dev.pharos.registry.lifecycle;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.job.AttemptCheckpointed;
import dev.pharos.contracts.job.AttemptFailed;
import dev.pharos.contracts.job.AttemptStarted;
import dev.pharos.contracts.job.AttemptStopped;
import dev.pharos.contracts.job.AttemptSucceeded;
import dev.pharos.contracts.job.StopReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What workers say, for tests. */
final class Words {
  static final ArtifactRef CHECKPOINT = new ArtifactRef("sha256:" + "c".repeat(64), 100);
  static final ArtifactRef MODEL = new ArtifactRef("sha256:" + "d".repeat(64), 200);
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

  private Words() {}

  static AttemptStarted started(RunLife life, int attempt, String worker) {
    return new AttemptStarted(life.run(), attempt, worker, "CPU, 2 cores", 60_850, 100, 0, AT);
  }

  static AttemptCheckpointed checkpointed(RunLife life, int attempt, String worker, long step) {
    return new AttemptCheckpointed(life.run(), attempt, worker, 1, step, CHECKPOINT, AT);
  }

  static AttemptFailed failed(RunLife life, int attempt, String worker, boolean retryable) {
    return new AttemptFailed(life.run(), attempt, worker, "out of disk", retryable, AT);
  }

  static AttemptStopped stopped(
      RunLife life, int attempt, String worker, StopReason reason, long step) {
    return new AttemptStopped(life.run(), attempt, worker, reason, step, CHECKPOINT, AT);
  }

  static AttemptSucceeded succeeded(RunLife life, int attempt, String worker) {
    return new AttemptSucceeded(
        life.run(),
        attempt,
        worker,
        Map.of("test/top1-error", 0.02),
        null,
        null,
        MODEL,
        List.of("0", "1"),
        List.of(List.of(9, 1), List.of(0, 10)),
        AT);
  }
}
