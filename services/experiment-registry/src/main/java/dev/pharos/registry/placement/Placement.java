package dev.pharos.registry.placement;

import java.util.UUID;

/** A run and the worker that is to train it. */
public record Placement(UUID run, String worker) {}
