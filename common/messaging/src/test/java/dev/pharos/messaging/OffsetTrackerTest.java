package dev.pharos.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OffsetTrackerTest {

  @Test
  void commitsNothingBeyondTheFirstThatIsNotDone() {
    var tracker = new OffsetTracker(10);
    tracker.begin(10);
    tracker.begin(11);
    tracker.begin(12);

    tracker.done(11);
    tracker.done(12);
    assertThat(tracker.uncommitted()).isEmpty();

    tracker.done(10);
    assertThat(tracker.uncommitted()).hasValue(13);
    assertThat(tracker.isIdle()).isTrue();
  }

  @Test
  void passesOverOffsetsThatNoRecordHas() {
    var tracker = new OffsetTracker(0);
    tracker.begin(5);
    tracker.begin(90);
    tracker.done(5);
    assertThat(tracker.uncommitted()).hasValue(90);
    tracker.done(90);
    assertThat(tracker.uncommitted()).hasValue(91);
  }

  @Test
  void asksForEachCommitOnce() {
    var tracker = new OffsetTracker(0);
    tracker.begin(0);
    tracker.done(0);
    tracker.committed(1);
    assertThat(tracker.uncommitted()).isEmpty();
    assertThat(tracker.next()).isEqualTo(1);
  }

  @Test
  void neverPassesAnOpenRecordWhateverTheOrder() {
    var random = new Random(7);
    var tracker = new OffsetTracker(0);
    var open = new ArrayList<Long>();
    for (var offset = 0L; offset < 2_000; offset++) {
      tracker.begin(offset);
      open.add(offset);
      while (open.size() > 20 || (!open.isEmpty() && random.nextInt(3) == 0)) {
        tracker.done(open.remove(random.nextInt(open.size())));
        var expected = open.isEmpty() ? offset + 1 : Collections.min(open);
        assertThat(tracker.next()).isEqualTo(expected);
      }
    }
  }
}
