package dev.pharos.webui;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** One file of the dashboard, ready to be sent. */
public final class Asset {
  private final byte[] bytes;
  private final String mediaType;
  private final boolean immutable;
  private final String etag;

  Asset(byte[] bytes, String mediaType, boolean immutable) {
    this.bytes = bytes;
    this.mediaType = mediaType;
    this.immutable = immutable;
    this.etag = '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(bytes)) + '"';
  }

  /** The content; shared, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** The {@code Content-Type} to send. */
  public String mediaType() {
    return mediaType;
  }

  /** The {@code ETag} to send: it changes with the content. */
  public String etag() {
    return etag;
  }

  /**
   * The {@code Cache-Control} to send: for ever where the path carries a version, otherwise only
   * after asking again with the {@link #etag()}.
   */
  public String cacheControl() {
    return immutable ? "public, max-age=31536000, immutable" : "no-cache";
  }

  /** The content of a text file. */
  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
