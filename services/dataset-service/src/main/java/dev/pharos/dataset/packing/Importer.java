package dev.pharos.dataset.packing;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.dataset.ImportPhase;
import dev.pharos.dataset.layout.LayoutReader;
import dev.pharos.dataset.source.ImportException;
import dev.pharos.dataset.source.Source;
import dev.pharos.imaging.decode.ImageDecoder;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.PackedDatasetWriter;
import dev.pharos.imaging.packed.Split;
import dev.pharos.imaging.prepare.StoredSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes a packed data set of the files of a source. The same files and seed make the same bytes,
 * whatever folder or archive they came in and however many threads worked.
 */
public final class Importer {
  private final ImportSettings settings;
  private final ImportProgress progress;
  private final ImageDecoder decoder;
  private final PixelBudget budget = PixelBudget.ofHeap();

  /** An importer that tells how far it is. */
  public Importer(ImportSettings settings, ImportProgress progress) {
    this.settings = settings;
    this.progress = progress;
    this.decoder = new ImageDecoder(settings.pixelLimit());
  }

  /**
   * Makes the data set.
   *
   * @param target the file to write
   * @throws ImportException if the files make no data set; the progress has the bad ones
   */
  public PackedImport run(Source source, Path target)
      throws IOException, ImportException, InterruptedException {
    return run(source, target, Optional.empty());
  }

  /**
   * Makes a data set of another's images and those of the source.
   *
   * @param before the data set that is added to; its images keep their labels and splits, and where
   *     they can be they are shared
   * @param beforeFile the content of its file
   * @param target the file to write
   * @throws ImportException if the files make no data set; the progress has the bad ones
   */
  public PackedImport add(Source source, PackedDataset before, ArtifactRef beforeFile, Path target)
      throws IOException, ImportException, InterruptedException {
    return run(source, target, Optional.of(new Base(before, beforeFile)));
  }

  private PackedImport run(Source source, Path target, Optional<Base> base)
      throws IOException, ImportException, InterruptedException {
    var options = base.isPresent() ? settings.layout().adding() : settings.layout();
    var layout = LayoutReader.read(source.files(), source.folders(), options);
    var classes = base.map(each -> each.with(layout.classes())).orElse(layout.classes());
    LayoutReader.requireClear(classes);
    source.refused().forEach(progress::addBad);
    layout.bad().forEach(progress::addBad);
    layout.ignored().forEach(progress::addIgnored);
    var files = layout.examples().size() + source.refused().size() + layout.bad().size();
    progress.begin(ImportPhase.SCANNING, layout.examples().size());
    var survey = new Survey(decoder, budget, progress);
    var candidates =
        survey.run(
            layout, label -> classes.indexOf(layout.classes().get(label)), settings.threads());
    requireFewBad(files);
    var found = candidates.size();
    base.ifPresent(each -> candidates.leaveOut(image -> each.has(candidates, image)));
    Splitter.split(candidates, settings.splitSeed(), base.map(Base::classes).orElse(0));
    var size = base.map(Base::storedSize).orElseGet(survey::storedSize);
    var images = candidates.size() + base.map(Base::images).orElse(0);
    try (var looks = new Looks(target.resolveSibling(target.getFileName() + ".looks"), images)) {
      pack(candidates, classes, size, base, files, looks, target);
      var report = report(candidates, found - candidates.size(), classes, base, looks);
      return described(target, report);
    }
  }

  private void pack(
      Candidates candidates,
      List<String> classes,
      StoredSize size,
      Optional<Base> base,
      int files,
      Looks looks,
      Path target)
      throws IOException, ImportException, InterruptedException {
    try (var writer =
        PackedDatasetWriter.create(target, size.height(), size.width(), classes, candidates)) {
      progress.begin(ImportPhase.DECODING, looks.images());
      if (base.isPresent()) {
        base.get().share(writer, looks, candidates.size(), progress);
      }
      new Packer(decoder, budget, progress, size, writer, looks)
          .run(candidates, settings.threads());
      requireFewBad(files);
      progress.begin(ImportPhase.PACKING, looks.images());
      writer.finish(
          () -> {
            progress.throwIfStopped();
            progress.step();
          });
    }
  }

  private static ImportReport report(
      Candidates candidates,
      int alreadyThere,
      List<String> classes,
      Optional<Base> base,
      Looks looks)
      throws IOException {
    looks.beginReading();
    var images = base.map(each -> candidates.followedBy(each.dataset())).orElse(candidates);
    var search = new DuplicateSearch(images, looks, classes);
    var sizes = SourceSizes.of(candidates);
    return new ImportReport(
        sizes.sizes(), sizes.others(), search.exact(), search.near(), alreadyThere);
  }

  /** Too many bad files: something is wrong with the data, not with a few of the images. */
  private void requireFewBad(int files) throws ImportException {
    var bad = progress.snapshot().bad();
    if (bad >= files) {
      throw new ImportException("none of the %d files can be used".formatted(bad));
    }
    if (bad > settings.maxBadShare() * files) {
      throw new ImportException(
          String.format(
              Locale.ROOT,
              "%d of %d files cannot be used (%.1f %%), more than the allowed %.1f %%",
              bad,
              files,
              100.0 * bad / files,
              100 * settings.maxBadShare()));
    }
  }

  private static PackedImport described(Path target, ImportReport report)
      throws IOException, ImportException {
    try (var dataset = PackedDataset.openIndex(target)) {
      var info = dataset.info();
      var training = dataset.classCounts(Split.TRAIN);
      var validation = dataset.classCounts(Split.VALIDATION);
      var test = dataset.classCounts(Split.TEST);
      var counts =
          IntStream.range(0, info.classes().size())
              .mapToObj(
                  label ->
                      new ClassCount(
                          info.classes().get(label),
                          training[label],
                          validation[label],
                          test[label]))
              .toList();
      requireUsable(counts);
      return new PackedImport(target, dataset.parts(), info, counts, ContentId.of(dataset), report);
    }
  }

  private static void requireUsable(List<ClassCount> counts) throws ImportException {
    var unlearnable =
        counts.stream()
            .filter(each -> each.training() == 0)
            .map(each -> "'" + each.name() + "'")
            .toList();
    if (!unlearnable.isEmpty()) {
      throw new ImportException(
          "there are no training images of %s"
              .formatted(unlearnable.stream().limit(5).collect(Collectors.joining(", "))));
    }
    if (counts.stream().allMatch(each -> each.validation() == 0)
        || counts.stream().allMatch(each -> each.test() == 0)) {
      throw new ImportException(
          "there are too few images for training, validation and test; some class needs three of"
              + " different content");
    }
  }
}
