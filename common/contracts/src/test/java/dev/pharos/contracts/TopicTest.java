package dev.pharos.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.AttemptStarted;
import dev.pharos.contracts.job.CommandRejected;
import org.junit.jupiter.api.Test;

class TopicTest {
  @Test
  void knowsTheRecordsBelowNestedSealedInterfaces() {
    assertThat(Topics.JOB_EVENTS.messageOf("dev.pharos.attempt.started.v1"))
        .contains(AttemptStarted.class);
    assertThat(Topics.JOB_EVENTS.messageOf("dev.pharos.command.rejected.v1"))
        .contains(CommandRejected.class);
    assertThat(Topics.JOB_EVENTS.messageOf("dev.pharos.job.submit.v1")).isEmpty();
  }

  @Test
  void onlyTheStateOfModelsIsCompacted() {
    assertThat(Topics.all()).filteredOn(Topic::compacted).containsExactly(Topics.MODEL_EVENTS);
  }
}
