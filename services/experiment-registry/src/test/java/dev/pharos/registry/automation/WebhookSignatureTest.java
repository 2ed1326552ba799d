package dev.pharos.registry.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.runtime.config.Secret;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  /** The example of the reference libraries of Standard Webhooks. */
  @Test
  void itIsThatOfTheStandard() {
    var signature =
        WebhookSignature.of(
            Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            "{\"test\": 2432232314}");

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }
}
