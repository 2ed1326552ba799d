package dev.pharos.engine;

/**
 * What networks can run on.
 *
 * @param kind "cpu" or "cuda"
 * @param name the processor's or first card's name
 * @param count how many a process may divide a batch among; 1 on a CPU
 * @param cores processor cores that this process may use
 * @param memoryBytes memory that this process may use on it; of several, on the smallest
 * @param engine what computes on it
 * @param note why it is no CUDA device, or not one more, where one might have been expected; else
 *     null
 */
public record DeviceDescription(
    String kind,
    String name,
    int count,
    int cores,
    long memoryBytes,
    EngineDescription engine,
    String note) {}
