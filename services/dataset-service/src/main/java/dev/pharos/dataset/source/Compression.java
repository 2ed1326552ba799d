package dev.pharos.dataset.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** How a single stream can be compressed, told by its first bytes. */
enum Compression {
  GZIP(0x1f, 0x8b) {
    @Override
    InputStream open(InputStream compressed) throws IOException {
      return GzipCompressorInputStream.builder()
          .setInputStream(compressed)
          .setDecompressConcatenated(true)
          .get();
    }
  },
  ZSTD(0x28, 0xb5, 0x2f, 0xfd) {
    @Override
    InputStream open(InputStream compressed) throws IOException {
      return new ZstdCompressorInputStream(compressed);
    }
  };

  @SuppressWarnings("ImmutableEnumChecker") // read and never written
  private final int[] magic;

  Compression(int... magic) {
    this.magic = magic;
  }

  /** What comes out of a stream. */
  abstract InputStream open(InputStream compressed) throws IOException;

  /** The compression of a file that begins so, if any. */
  static Optional<Compression> of(byte[] start) {
    return Arrays.stream(values()).filter(each -> begins(start, each.magic)).findFirst();
  }

  /** Whether some bytes begin with these. */
  static boolean begins(byte[] start, int... magic) {
    for (var i = 0; i < magic.length; i++) {
      if (i >= start.length || (start[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
