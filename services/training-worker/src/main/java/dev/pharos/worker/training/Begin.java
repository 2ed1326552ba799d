package dev.pharos.worker.training;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.engine.Trainer;
import java.util.Optional;

/**
 * Where a training begins.
 *
 * @param trainer ready for its next step
 * @param position where it is in its data
 * @param checkpoint what it goes on from; empty if it begins anew
 */
record Begin(Trainer trainer, Position position, Optional<ArtifactRef> checkpoint) {}
