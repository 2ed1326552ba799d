package dev.pharos.imaging.packed;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an image is for. */
public enum Split {
  /** Images that a network learns from. */
  TRAIN(0),
  /** Images that training is watched with, to compare settings and to stop. */
  VALIDATION(1),
  /** Images kept out of every decision, for the last word on a network. */
  TEST(2);

  private static final Split[] BY_CODE = values();

  private final byte code;

  Split(int code) {
    this.code = (byte) code;
  }

  /** As it is written in JSON, SQL and URLs: {@code train}, {@code validation}, {@code test}. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The split of a {@link #label}. */
  public static Split ofLabel(String label) {
    return Arrays.stream(BY_CODE)
        .filter(split -> split.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "split is '%s', must be one of %s"
                        .formatted(
                            label,
                            Arrays.stream(BY_CODE)
                                .map(Split::label)
                                .collect(Collectors.joining(", ")))));
  }

  /** Its number in packed files, which never changes; 0 to 2. */
  public byte code() {
    return code;
  }

  static boolean isCode(byte code) {
    return code >= 0 && code < BY_CODE.length;
  }

  /** The split of a {@link #code}. */
  public static Split ofCode(byte code) {
    return BY_CODE[code];
  }
}
