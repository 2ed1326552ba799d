package dev.pharos.embedded;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Kafka from ending this process: a broker that gives up (its disk is full, its metadata
 * cannot be read) calls for exit, and here that means only that the broker has failed.
 */
final class KafkaExits {
  private static final Logger log = LoggerFactory.getLogger(KafkaExits.class);
  private static final Set<Consumer<String>> LISTENERS = ConcurrentHashMap.newKeySet();

  private KafkaExits() {}

  /** From now on tells the listener when a broker of this process gives up. */
  static synchronized void listen(Consumer<String> listener) {
    if (LISTENERS.isEmpty()) {
      Exit.setExitProcedure(KafkaExits::refuse);
      Exit.setHaltProcedure(KafkaExits::refuse);
    }
    LISTENERS.add(listener);
  }

  static synchronized void forget(Consumer<String> listener) {
    LISTENERS.remove(listener);
    if (LISTENERS.isEmpty()) {
      Exit.resetExitProcedure();
      Exit.resetHaltProcedure();
    }
  }

  private static void refuse(int status, String message) {
    var reason =
        message == null
            ? "the broker gave up with status " + status + ", its log says why"
            : message;
    log.error("Kafka wanted to end the process: {}", reason);
    LISTENERS.forEach(listener -> listener.accept(reason));
    // Kafka's code behind this call counts on never being reached.
    throw new IllegalStateException("Kafka wanted to end the process: " + reason);
  }
}
