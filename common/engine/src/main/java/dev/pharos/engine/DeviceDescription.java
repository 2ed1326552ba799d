package dev.pharos.engine;

/**
 * Something networks can run on.
 *
 * @param kind "cpu" or "cuda"
 * @param name the processor's or card's name
 * @param cores cores that this process may use; multiprocessors of a card
 * @param memoryBytes memory that this process may use on it
 * @param engine what computes on it
 */
public record DeviceDescription(
    String kind, String name, int cores, long memoryBytes, EngineDescription engine) {}
