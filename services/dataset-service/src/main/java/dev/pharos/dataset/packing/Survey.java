package dev.pharos.dataset.packing;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.layout.Layout;
import dev.pharos.dataset.layout.Layout.Example;
import dev.pharos.dataset.source.ImportException;
import dev.pharos.dataset.source.SourceFile;
import dev.pharos.dataset.source.UnusableFileException;
import dev.pharos.imaging.decode.ImageDecoder;
import dev.pharos.imaging.decode.UndecodableImageException;
import dev.pharos.imaging.prepare.SizeSurvey;
import dev.pharos.imaging.prepare.StoredSize;
import java.io.IOException;
import java.util.function.IntUnaryOperator;

/** The first look at every file: its hash and its header, from which the common size follows. */
final class Survey {
  private final ImageDecoder decoder;
  private final PixelBudget budget;
  private final ImportProgress progress;
  private final SizeSurvey sizes = new SizeSurvey();
  private IntUnaryOperator labels = label -> label;

  Survey(ImageDecoder decoder, PixelBudget budget, ImportProgress progress) {
    this.decoder = decoder;
    this.budget = budget;
    this.progress = progress;
  }

  /**
   * Looks at every file.
   *
   * @param numbers the label in the data set of a label in the layout
   * @return the images whose headers are good, in the order of the layout
   */
  Candidates run(Layout layout, IntUnaryOperator numbers, int threads)
      throws IOException, ImportException, InterruptedException {
    labels = numbers;
    var examples = layout.examples();
    var candidates = new Candidates(examples);
    var isGood = new boolean[examples.size()];
    Parallel.forEach(isGood.length, threads, i -> isGood[i] = look(examples.get(i), i, candidates));
    candidates.leaveOut(i -> !isGood[i]);
    return candidates;
  }

  /** The size for all of them. */
  StoredSize storedSize() {
    return sizes.storedSize();
  }

  private StoredSize size(SourceFile file, byte[] content) throws UndecodableImageException {
    if (file.raw().isPresent()) {
      return new StoredSize(file.raw().get().height(), file.raw().get().width());
    }
    var header = decoder.header(content);
    return new StoredSize(header.height(), header.width());
  }

  private boolean look(Example example, int number, Candidates candidates) throws IOException {
    progress.throwIfStopped();
    try {
      var content = example.file().read();
      var size = size(example.file(), content);
      var pixels = (long) size.height() * size.width();
      if (!budget.allows(pixels)) {
        throw new UndecodableImageException(
            "its %d x %d pixels need more memory than the data-set service has"
                .formatted(size.height(), size.width()));
      }
      sizes.add(size.height(), size.width());
      candidates.set(
          number,
          labels.applyAsInt(example.label()),
          Hashes.of(content),
          Hashes.checksum(content),
          size);
      return true;
    } catch (UndecodableImageException | UnusableFileException e) {
      progress.addBad(new BadFile(example.file().path(), e.getMessage()));
      return false;
    } finally {
      progress.step();
    }
  }
}
