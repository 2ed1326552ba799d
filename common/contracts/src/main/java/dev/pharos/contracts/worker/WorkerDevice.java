package dev.pharos.contracts.worker;

import dev.pharos.contracts.job.Device;

/**
 * What a worker trains on.
 *
 * @param kind CPU or CUDA
 * @param name such as the processor's or graphics card's name
 * @param cores threads it computes with
 * @param memoryBytes memory it may use for training
 * @param engine the engine with its accelerators, such as {@code Deeplearning4j 1.0.0-M2.1, oneDNN}
 * @param note why it is no CUDA device, or a warning; may be null
 */
public record WorkerDevice(
    Device kind, String name, int cores, long memoryBytes, String engine, String note) {}
