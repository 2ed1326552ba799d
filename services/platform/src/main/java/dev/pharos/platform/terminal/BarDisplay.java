package dev.pharos.platform.terminal;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** Progress for people: one line with a bar, redrawn in place. */
final class BarDisplay implements ProgressDisplay {
  private static final int REDRAW_MILLIS = 150;

  private final ProgressBar bar;

  BarDisplay(Terminal terminal, String task) {
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(-1)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .setRenderer(new Renderer())
            .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), terminal.columns()))
            .build();
  }

  @Override
  public void update(long done, long total, String detail) {
    bar.maxHint(total > 0 ? total : -1);
    bar.stepTo(done);
    bar.setExtraMessage(detail);
  }

  @Override
  public void close() {
    bar.close();
  }

  /** {@code training 45% [=========> ] epoch 2/3, loss 0.021}. */
  static final class Renderer implements ProgressBarRenderer {
    private static final int WIDEST_BAR = 30;
    private static final int NARROWEST_BAR = 8;

    @Override
    public String render(ProgressState state, int columns) {
      var share = state.isIndefinite() ? 0 : Math.min(1, state.getNormalizedProgress());
      var detail = state.getExtraMessage();
      var head =
          state.getTaskName()
              + (state.isIndefinite() ? "  ..." : String.format(" %3d%% ", (int) (100 * share)));
      var width = Math.min(WIDEST_BAR, columns - head.length() - detail.length() - 4);
      var line =
          state.isIndefinite() || width < NARROWEST_BAR
              ? head + " " + detail
              : head + bar(share, width) + " " + detail;
      return line.length() > columns ? line.substring(0, columns) : line;
    }

    private static String bar(double share, int width) {
      var filled = (int) (share * width);
      var tip = filled < width ? ">" : "";
      return "[" + "=".repeat(filled) + tip + " ".repeat(width - filled - tip.length()) + "]";
    }
  }
}
