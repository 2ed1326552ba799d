package dev.pharos.dataset.layout;

import dev.pharos.dataset.source.SourceFile;
import java.util.Arrays;

/** A file that tests make. */
@SuppressWarnings("ArrayRecordComponent") // handed over and never compared
record MemoryFile(String path, byte[] content) implements SourceFile {
  @Override
  public long length() {
    return content.length;
  }

  @Override
  public byte[] read() {
    return content;
  }

  @Override
  public byte[] read(long from, int count) {
    return Arrays.copyOfRange(
        content, (int) from, (int) from + SourceFile.available(content.length, from, count));
  }
}
