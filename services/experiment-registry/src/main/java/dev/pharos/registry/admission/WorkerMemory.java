package dev.pharos.registry.admission;

import dev.pharos.contracts.job.Device;

/**
 * What a connected worker can hold.
 *
 * @param name its name, for people
 * @param device what it trains on, CPU or CUDA
 * @param bytes memory that it may use for training
 */
public record WorkerMemory(String name, Device device, long bytes) {}
