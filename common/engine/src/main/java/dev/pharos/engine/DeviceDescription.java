package dev.pharos.engine;

/**
 * Something networks can run on.
 *
 * @param kind "cpu" or "cuda"
 * @param name the processor's or card's name
 * @param cores processor cores that this process may use
 * @param memoryBytes memory that this process may use on it
 * @param engine what computes on it
 * @param note why it is no CUDA device, where one might have been expected; else null
 */
public record DeviceDescription(
    String kind, String name, int cores, long memoryBytes, EngineDescription engine, String note) {}
