package dev.pharos.dataset.packing;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.source.ImportException;
import dev.pharos.dataset.source.SourceFile;
import dev.pharos.dataset.source.UnusableFileException;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.decode.FittingDecoder;
import dev.pharos.imaging.decode.ImageDecoder;
import dev.pharos.imaging.decode.UndecodableImageException;
import dev.pharos.imaging.packed.PackedDatasetWriter;
import dev.pharos.imaging.prepare.StoredSize;
import java.io.IOException;

/** Decodes every image, brings it to the common size and writes it into the packed data set. */
final class Packer {
  private final ImageDecoder decoder;
  private final PixelBudget budget;
  private final ImportProgress progress;
  private final StoredSize size;
  private final PackedDatasetWriter writer;
  private final Looks looks;

  Packer(
      ImageDecoder decoder,
      PixelBudget budget,
      ImportProgress progress,
      StoredSize size,
      PackedDatasetWriter writer,
      Looks looks) {
    this.decoder = decoder;
    this.budget = budget;
    this.progress = progress;
    this.size = size;
    this.writer = writer;
    this.looks = looks;
  }

  void run(Candidates candidates, int threads)
      throws IOException, ImportException, InterruptedException {
    Parallel.forEach(
        candidates.size(),
        threads,
        () -> {
          var fitting = new FittingDecoder(decoder);
          return i -> pack(candidates, i, fitting);
        });
  }

  private Pixels image(SourceFile file, byte[] content, FittingDecoder fitting)
      throws UndecodableImageException {
    return file.raw().isPresent()
        ? fitting.fit(new Pixels(file.raw().get(), content).grayIfColourless(), size)
        : fitting.decode(content, size);
  }

  private void pack(Candidates candidates, int number, FittingDecoder fitting)
      throws IOException, InterruptedException {
    progress.throwIfStopped();
    var file = candidates.example(number).file();
    var acquired = budget.acquire(candidates.sourcePixels(number));
    try {
      var content = file.read();
      if (Hashes.checksum(content) != candidates.checksum(number)) {
        throw new UndecodableImageException("it changed while the import ran");
      }
      var pixels = image(file, content, fitting);
      writer.add(number, pixels);
      looks.put(number, Look.of(pixels));
    } catch (UndecodableImageException | UnusableFileException e) {
      progress.addBad(new BadFile(file.path(), e.getMessage()));
    } finally {
      budget.release(acquired);
      progress.step();
    }
  }
}
