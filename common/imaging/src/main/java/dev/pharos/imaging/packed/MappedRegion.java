package dev.pharos.imaging.packed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/** A run of equal items in a file, mapped in pieces because a Java buffer ends at 2 GiB. */
final class MappedRegion {
  private static final int LARGEST_PIECE = 1 << 30;

  private final int itemLength;
  private final int itemsPerPiece;
  private final long items;
  private final MappedByteBuffer[] pieces;

  MappedRegion(FileChannel file, long offset, long items, int itemLength) throws IOException {
    this.itemLength = itemLength;
    this.items = items;
    this.itemsPerPiece = Math.max(1, LARGEST_PIECE / itemLength);
    this.pieces =
        new MappedByteBuffer[Math.toIntExact((items + itemsPerPiece - 1) / itemsPerPiece)];
    for (var i = 0; i < pieces.length; i++) {
      var first = (long) i * itemsPerPiece;
      var length = Math.min(itemsPerPiece, items - first) * itemLength;
      pieces[i] = file.map(FileChannel.MapMode.READ_ONLY, offset + first * itemLength, length);
      pieces[i].order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** How many there are. */
  long items() {
    return items;
  }

  /** Copies a run of an item's bytes to the beginning of an array. */
  void get(int item, int from, byte[] target, int length) {
    pieces[item / itemsPerPiece].get(item % itemsPerPiece * itemLength + from, target, 0, length);
  }

  /** A read-only view of an item. */
  ByteBuffer view(int item) {
    return pieces[item / itemsPerPiece]
        .slice(item % itemsPerPiece * itemLength, itemLength)
        .asReadOnlyBuffer();
  }
}
