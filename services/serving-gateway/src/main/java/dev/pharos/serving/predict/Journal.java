package dev.pharos.serving.predict;

import java.time.Duration;

/** Hears of every answer; must not slow it down. */
@FunctionalInterface
public interface Journal {

  /** Takes note of an answer. */
  void answered(String request, Answer answer, Duration whole);
}
