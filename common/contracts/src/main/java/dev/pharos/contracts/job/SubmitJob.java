package dev.pharos.contracts.job;

import dev.pharos.contracts.MessageType;

/**
 * Asks for a training run. The event's id is the command's id: sent twice, it makes one run.
 *
 * @param job what to train
 */
@MessageType(name = "job.submit", version = 1)
public record SubmitJob(JobSpec job) implements JobCommand {}
