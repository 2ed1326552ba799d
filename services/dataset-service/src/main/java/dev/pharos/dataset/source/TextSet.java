package dev.pharos.dataset.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Different texts in little memory: as {@link Texts}, and 8 to 16 bytes besides for each. Who makes
 * up the texts cannot make them collide, since their hash has a secret in it.
 */
final class TextSet {
  private final Texts texts = new Texts();
  private final byte[] secret = new byte[16];
  private final MessageDigest digest;

  /** Numbers of texts and one, each at the place of its hash or the next that was free. */
  private int[] places = new int[1 << 10];

  TextSet() {
    new SecureRandom().nextBytes(secret);
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Adds a text; false if it is there already. */
  boolean add(String text) {
    if (2 * texts.size() >= places.length) {
      places = new int[2 * places.length];
      for (var number = 0; number < texts.size(); number++) {
        places[place(texts.get(number))] = number + 1;
      }
    }
    var place = place(text);
    if (places[place] != 0) {
      return false;
    }
    places[place] = texts.add(text) + 1;
    return true;
  }

  /** Where a text is, or would be. */
  private int place(String text) {
    digest.update(secret);
    var hash = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8))).getInt();
    var place = hash & (places.length - 1);
    while (places[place] != 0 && !texts.get(places[place] - 1).equals(text)) {
      place = (place + 1) & (places.length - 1);
    }
    return place;
  }
}
