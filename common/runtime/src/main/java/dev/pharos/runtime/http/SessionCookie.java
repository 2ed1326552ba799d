package dev.pharos.runtime.http;

import dev.pharos.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The value of a log-in cookie: {@code v1.<expiry>.<nonce>.<mac>}, where the MAC is HMAC-SHA256
 * (RFC 2104) over what stands before it, keyed by the API token. Every service that knows the token
 * can check it without asking another; it does not contain the token; a new token ends all
 * sessions.
 */
final class SessionCookie {
  static final String NAME = "pharos_session";

  private static final String VERSION = "v1";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Secret token;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  SessionCookie(Secret token, Clock clock) {
    this.token = token;
    this.clock = clock;
  }

  /** A value that is valid for {@code time} from now. */
  String issue(Duration time) {
    var nonce = new byte[12];
    random.nextBytes(nonce);
    var claim =
        "%s.%d.%s"
            .formatted(
                VERSION, clock.instant().plus(time).getEpochSecond(), BASE64.encodeToString(nonce));
    return claim + "." + BASE64.encodeToString(mac(claim));
  }

  /** Whether a value was issued under this token and has not expired. */
  boolean isValid(String value) {
    var parts = value.split("\\.", -1);
    if (parts.length != 4 || !parts[0].equals(VERSION)) {
      return false;
    }
    var claim = value.substring(0, value.lastIndexOf('.'));
    var expected = BASE64.encodeToString(mac(claim));
    if (!MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), parts[3].getBytes(StandardCharsets.UTF_8))) {
      return false;
    }
    // The MAC holds, so the expiry is a number that this class has written.
    return clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[1])));
  }

  private byte[] mac(String claim) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      // The label keeps these MACs apart from any other use of the token as a key.
      return mac.doFinal(("pharos session " + claim).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
