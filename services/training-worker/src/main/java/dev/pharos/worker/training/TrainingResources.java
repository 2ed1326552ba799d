package dev.pharos.worker.training;

import dev.pharos.engine.DeviceSet;

/**
 * What a training may use.
 *
 * @param devices each batch is divided among them
 * @param memoryBytes of each device
 * @param inputThreads how many threads prepare batches ahead, at least 1
 */
public record TrainingResources(DeviceSet devices, long memoryBytes, int inputThreads) {}
