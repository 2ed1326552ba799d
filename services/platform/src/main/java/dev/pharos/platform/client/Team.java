package dev.pharos.platform.client;

/**
 * A team as the platform tells it.
 *
 * @param name its name
 * @param share its part of what is there, in proportion to the other teams' shares
 * @param maxDevices slots that its runs may hold at once; null for no limit
 * @param maxQueued runs of it that may wait at once; null for no limit
 * @param devices slots that its runs hold
 * @param queued runs of it that wait
 */
public record Team(
    String name, double share, Integer maxDevices, Integer maxQueued, int devices, int queued) {}
