package dev.pharos.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {

  @Test
  void aChainNeedsTwoBuffersWhateverItsLength() {
    var buffers = new ArrayList<Buffer>();
    for (int layer = 0; layer < 50; layer++) {
      buffers.add(used(1 << 16, layer, layer + 1));
    }

    assertThat(MemoryPlan.place(buffers)).isEqualTo(2 << 16);
  }

  @Test
  void whatIsKeptIsNeverOverwritten() {
    var kept = Buffer.of(100);
    kept.keep();
    var buffers = List.of(used(1000, 0, 1), kept, used(1000, 7, 8));

    MemoryPlan.place(buffers);

    assertThat(buffers.get(0).offset()).isEqualTo(buffers.get(2).offset());
    assertThat(overlap(kept, buffers.get(0))).isFalse();
  }

  @Test
  void buffersNeededAtTheSameTimeDoNotOverlap() {
    var random = new Random(5);
    var buffers = new ArrayList<Buffer>();
    for (int i = 0; i < 300; i++) {
      int first = random.nextInt(100);
      buffers.add(used(1 + random.nextInt(5000), first, first + random.nextInt(20)));
    }

    long bytes = MemoryPlan.place(buffers);

    for (var one : buffers) {
      assertThat(one.offset() % 64).isZero();
      assertThat(one.end()).isLessThanOrEqualTo(bytes);
      for (var other : buffers) {
        assertThat(one != other && one.meets(other) && overlap(one, other)).isFalse();
      }
    }
    assertThat(bytes).isLessThan(buffers.stream().mapToLong(Buffer::bytes).sum() / 3);
  }

  private static Buffer used(long bytes, int first, int last) {
    var buffer = Buffer.of(bytes);
    buffer.touch(first);
    buffer.touch(last);
    return buffer;
  }

  private static boolean overlap(Buffer one, Buffer other) {
    return one.offset() < other.end() && other.offset() < one.end();
  }
}
