package dev.pharos.dataset.source;

import dev.pharos.imaging.IntSort;
import java.io.IOException;
import java.util.List;

/** What lies where in a bundle: of each file its path and its stretch, and no object. */
final class BundledFiles {
  private final Bundle bundle;
  private final Texts paths = new Texts();
  private final Longs offsets = new Longs();
  private final Longs lengths = new Longs();

  BundledFiles(Bundle bundle) {
    this.bundle = bundle;
  }

  void add(String path, long offset, long length) {
    paths.add(path);
    offsets.add(offset);
    lengths.add(length);
  }

  /** All files by path, once all are added. */
  List<SourceFile> byPath() {
    var order = IntSort.sorted(paths.size(), paths::compare);
    return new DerivedList<>(
        order.length,
        place -> {
          var number = order[place];
          return new BundledFile(
              paths.get(number), bundle, offsets.get(number), lengths.get(number));
        });
  }

  private record BundledFile(String path, Bundle bundle, long offset, long length)
      implements SourceFile {
    @Override
    public byte[] read() throws IOException {
      return bundle.read(offset, (int) length);
    }

    @Override
    public byte[] read(long from, int count) throws IOException {
      return bundle.read(offset + from, SourceFile.available(length, from, count));
    }
  }
}
