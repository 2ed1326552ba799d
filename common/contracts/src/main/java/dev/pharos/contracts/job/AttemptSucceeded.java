package dev.pharos.contracts.job;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Training is done and its model is in the artifact store.
 *
 * @param run the run
 * @param attempt its attempt
 * @param worker the worker
 * @param metrics final metrics by name: {@code train/loss}, {@code validation/top1-error}, {@code
 *     test/top1-error} and so on; errors are shares from 0 to 1
 * @param step steps that the model was trained for; null means all
 * @param epoch epochs that it was trained for, fewer than were run when an earlier one was the
 *     best; null means all
 * @param model the model file
 * @param classes class names, in label order
 * @param confusion test images by true class (row) and predicted class (column)
 * @param at when
 */
@MessageType(name = "attempt.succeeded", version = 1)
public record AttemptSucceeded(
    UUID run,
    int attempt,
    String worker,
    Map<String, Double> metrics,
    Long step,
    Integer epoch,
    ArtifactRef model,
    List<String> classes,
    List<List<Integer>> confusion,
    Instant at)
    implements AttemptEvent {}
