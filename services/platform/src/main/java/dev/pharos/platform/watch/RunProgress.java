package dev.pharos.platform.watch;

import dev.pharos.platform.client.Run;
import dev.pharos.platform.terminal.Words;
import java.time.Duration;
import java.util.ArrayList;

/** How far a run is, in words. */
public final class RunProgress {
  private RunProgress() {}

  /** {@code epoch 2/10, loss 0.1234, validation error 2.10%, 5,210 images/s, 0:12 left}. */
  public static String words(Run run) {
    var progress = run.progress();
    var words = new ArrayList<String>();
    words.add("epoch %d/%d".formatted(progress.epoch(), progress.epochs()));
    if (run.metrics().containsKey("train/loss")) {
      words.add("loss " + Words.value(run.metric("train/loss")));
    }
    if (run.metrics().containsKey("validation/top1-error")) {
      words.add("validation error " + Words.percent(run.metric("validation/top1-error")));
    }
    if (progress.imagesPerSecond() > 0) {
      words.add(Words.count(Math.round(progress.imagesPerSecond())) + " images/s");
    }
    if (progress.secondsLeft() != null && !run.state().ended()) {
      var left = Duration.ofMillis((long) (1000 * progress.secondsLeft()));
      words.add(Words.clock(left) + " left");
    }
    return String.join(", ", words);
  }
}
