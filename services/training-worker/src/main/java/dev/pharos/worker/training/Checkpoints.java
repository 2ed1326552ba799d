package dev.pharos.worker.training;

import dev.pharos.artifacts.Artifacts;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.engine.Trainer;
import dev.pharos.engine.TrainerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Brings what the engine writes into the artifact store, through files in a folder of its own.
 *
 * @param artifacts where they are kept
 * @param folder for files on their way; it has room for one checkpoint
 * @param trainers brings them back
 */
record Checkpoints(Artifacts artifacts, Path folder, TrainerFactory trainers) {

  /** Keeps a trainer's whole state, and where it is in its data. */
  ArtifactRef save(Trainer trainer, Position position) throws IOException {
    return keep("checkpoint", file -> trainer.checkpoint(file, position.toJson()));
  }

  /**
   * Keeps a file that somebody writes.
   *
   * @throws IOException if there is no room for it, here or in the store; it says where
   */
  ArtifactRef keep(String what, FileWriter writer) throws IOException {
    var file = folder.resolve(what);
    try {
      write(what, file, writer);
      return artifacts.putFile(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void write(String what, Path file, FileWriter writer) throws IOException {
    try {
      writer.write(file);
    } catch (IOException | UncheckedIOException e) {
      // Whoever has to make room needs to know where.
      throw new IOException(
          "cannot write the %s in the worker's folder %s (%s); %d MB free: make room or make it writable"
              .formatted(
                  what,
                  folder,
                  e.getMessage(),
                  Files.getFileStore(folder).getUsableSpace() / 1_000_000),
          e);
    }
  }

  /** Brings a kept trainer back, ready for its next step. */
  Trainer restore(ArtifactRef checkpoint) throws IOException {
    try (var held = artifacts.hold(checkpoint)) {
      return trainers.restore(held.file());
    }
  }

  /** Writes a file. */
  @FunctionalInterface
  interface FileWriter {
    void write(Path file) throws IOException;
  }
}
