package dev.pharos.platform.watch;

import dev.pharos.contracts.dataset.ImportPhase;
import dev.pharos.platform.client.Answer;
import dev.pharos.platform.client.DatasetImport;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.terminal.ProgressDisplay;
import dev.pharos.platform.terminal.Terminal;
import dev.pharos.platform.terminal.Words;
import java.time.Duration;
import java.util.Locale;

/** Follows an import to its end and shows how far it is. */
public final class ImportWatch {
  private static final long INTERVAL_MILLIS = 250;

  private final PharosClient client;
  private final Terminal terminal;

  public ImportWatch(PharosClient client, Terminal terminal) {
    this.client = client;
    this.terminal = terminal;
  }

  /** Waits for the end; the answer is the import as it ended, well or badly. */
  public Answer toEnd(DatasetImport started) throws InterruptedException {
    try (var display = ProgressDisplay.on(terminal, "importing")) {
      while (true) {
        var answer = client.get("/v1/imports/" + started.id());
        var now = answer.as(DatasetImport.class);
        if (now.phase().ended()) {
          return answer;
        }
        display.update(now.done(), now.total(), words(now));
        Thread.sleep(INTERVAL_MILLIS);
      }
    }
  }

  private static String words(DatasetImport now) {
    var phase = now.phase().name().toLowerCase(Locale.ROOT);
    if (now.phase() == ImportPhase.WAITING || now.total() == 0) {
      return phase;
    }
    var inBytes = now.phase() == ImportPhase.UNPACKING;
    return "%s, %s of %s%s%s"
        .formatted(
            phase,
            inBytes ? Words.bytes(now.done()) : Words.count(now.done()),
            inBytes ? Words.bytes(now.total()) : Words.plural(now.total(), "image"),
            now.bad() == 0 ? "" : ", " + Words.count(now.bad()) + " unreadable",
            now.secondsLeft() == null
                ? ""
                : ", " + Words.clock(Duration.ofSeconds(now.secondsLeft())) + " left");
  }
}
