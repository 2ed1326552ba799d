package dev.pharos.dataset.packing;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.contracts.dataset.ImportPhase;
import dev.pharos.dataset.source.StoppedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far an import is. The threads of the import write it, anybody may read it; and it carries the
 * word to stop in the other direction.
 */
public final class ImportProgress {
  /** So many bad files are told by name; beyond, they are only counted. */
  static final int BAD_FILES_KEPT = 10_000;

  /** The first moments of a phase say little about the rest. */
  private static final long PATIENCE_NANOS = 1_000_000_000;

  private final AtomicLong done = new AtomicLong();
  private final AtomicLong bad = new AtomicLong();
  private final AtomicLong leftOut = new AtomicLong();
  private final List<BadFile> badFiles = new ArrayList<>();
  private volatile ImportPhase phase = ImportPhase.WAITING;
  private volatile long total;
  private volatile long began;
  private volatile boolean stopped;

  /**
   * Where an import is.
   *
   * @param phase what it is doing
   * @param done images done in this phase; bytes of the archives while they are unpacked
   * @param total images, or bytes, in all; 0 while unknown
   * @param bad files that could not be used so far
   * @param secondsLeft how long this phase will still take; null while unknown
   */
  public record Snapshot(ImportPhase phase, long done, long total, long bad, Long secondsLeft) {}

  /** Begins a phase. */
  public void begin(ImportPhase next, long images) {
    throwIfStopped();
    done.set(0);
    total = images;
    began = System.nanoTime();
    phase = next;
  }

  /** Forgets what was noted: the import begins again. */
  public void restart() {
    bad.set(0);
    leftOut.set(0);
    synchronized (badFiles) {
      badFiles.clear();
    }
    begin(ImportPhase.WAITING, 0);
  }

  /** Counts an image as done. */
  void step() {
    advance(1);
  }

  /** Counts more as done: images, or bytes while archives are unpacked. */
  public void advance(long more) {
    done.addAndGet(more);
  }

  /** Notes a file that cannot be used. */
  void addBad(BadFile file) {
    bad.incrementAndGet();
    addIgnored(file);
  }

  /** Notes a file that was none to be used: it does not count, but is told. */
  void addIgnored(BadFile file) {
    leftOut.incrementAndGet();
    synchronized (badFiles) {
      if (badFiles.size() < BAD_FILES_KEPT) {
        badFiles.add(file);
      }
    }
  }

  /** How many files were left out, bad ones and others; more than are told by name, perhaps. */
  public long leftOut() {
    return leftOut.get();
  }

  /** The first files that were left out, by name. */
  public List<BadFile> badFiles() {
    synchronized (badFiles) {
      return badFiles.stream().sorted(Comparator.comparing(BadFile::file)).toList();
    }
  }

  /** Where the import is. */
  public Snapshot snapshot() {
    var soFar = done.get();
    return new Snapshot(phase, soFar, total, bad.get(), secondsLeft(soFar, total));
  }

  private Long secondsLeft(long soFar, long all) {
    var elapsed = System.nanoTime() - began;
    if (soFar == 0 || all < soFar || elapsed < PATIENCE_NANOS) {
      return null;
    }
    return Math.round((double) elapsed / soFar * (all - soFar) / 1e9);
  }

  /** Asks the import to stop soon. */
  public void stop() {
    stopped = true;
  }

  /**
   * For the import to call often.
   *
   * @throws StoppedException if it was asked to stop
   */
  public void throwIfStopped() {
    if (stopped) {
      throw new StoppedException();
    }
  }
}
