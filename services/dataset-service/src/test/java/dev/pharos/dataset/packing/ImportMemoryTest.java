package dev.pharos.dataset.packing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.layout.LayoutOptions;
import dev.pharos.dataset.source.ArchiveSource;
import dev.pharos.dataset.source.DerivedList;
import dev.pharos.dataset.source.Source;
import dev.pharos.dataset.source.SourceFile;
import dev.pharos.dataset.source.SourceLimits;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import holds of each image: rows of tables, and no objects. */
class ImportMemoryTest {
  private static final int FEW = 2_000;
  private static final int MANY = 22_000;

  /** Some 120 are needed; a hash or a name as an object of its own takes 50 more. */
  private static final int MOST_BYTES = 145;

  private static final SourceLimits LIMITS = new SourceLimits(100_000, 1 << 24, 1L << 30, 200);

  @TempDir Path folder;

  @Test
  void anImageTakesSomeHundredBytesWhileADataSetIsImported() throws Exception {
    heapWhileImporting(FEW); // loads what is loaded once
    var few = heapWhileImporting(FEW);
    var many = heapWhileImporting(MANY);

    assertThat((many - few) / (MANY - FEW)).isBetween(60L, (long) MOST_BYTES);
  }

  /** The heap in use when the last image but one is about to be packed. */
  private long heapWhileImporting(int images) throws Exception {
    var tar = tar(images);
    var settings = new ImportSettings(1, 0, 64_000_000, 1, LayoutOptions.DEFAULT);
    try (var source =
        new Watched(
            ArchiveSource.unpack(tar, folder.resolve("bundle"), LIMITS, () -> {}),
            2 * images - 1)) {
      new Importer(settings, new ImportProgress()).run(source, folder.resolve("packed"));
      return source.heap;
    }
  }

  /** An archive of so many JPEG files in two classes, no two of which are the same. */
  private Path tar(int images) throws IOException {
    var file = folder.resolve("tar");
    var jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);
    try (var tar =
        new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (var i = 0; i < images; i++) {
        // Decoders end where the image does: what follows makes another file of it.
        var content =
            ByteBuffer.allocate(jpeg.size() + 4).put(jpeg.toByteArray()).putInt(i).array();
        var entry =
            new TarArchiveEntry((i % 2 == 0 ? "even" : "odd") + "/image%07d.jpg".formatted(i));
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return file;
  }

  /** A source that looks at the heap when a file is read for the so-manieth time. */
  private static final class Watched implements Source {
    private final Source source;
    private final int last;
    private final AtomicInteger reads = new AtomicInteger();
    private long heap;

    Watched(Source source, int last) {
      this.source = source;
      this.last = last;
    }

    @Override
    public List<SourceFile> files() {
      var files = source.files();
      return new DerivedList<>(files.size(), number -> new WatchedFile(files.get(number)));
    }

    private void countRead() {
      if (reads.incrementAndGet() == last) {
        heap = Long.MAX_VALUE;
        for (var time = 0; time < 3; time++) {
          System.gc();
          var runtime = Runtime.getRuntime();
          heap = Math.min(heap, runtime.totalMemory() - runtime.freeMemory());
        }
      }
    }

    @Override
    public List<BadFile> refused() {
      return source.refused();
    }

    @Override
    public Set<String> folders() {
      return source.folders();
    }

    @Override
    public void close() throws IOException {
      source.close();
    }

    private final class WatchedFile implements SourceFile {
      private final SourceFile file;

      WatchedFile(SourceFile file) {
        this.file = file;
      }

      @Override
      public String path() {
        return file.path();
      }

      @Override
      public long length() {
        return file.length();
      }

      @Override
      public byte[] read() throws IOException {
        countRead();
        return file.read();
      }

      @Override
      public byte[] read(long from, int count) throws IOException {
        return file.read(from, count);
      }
    }
  }
}
