package dev.pharos.registry.http;

import java.util.Optional;

/**
 * What is answered.
 *
 * @param status the HTTP status
 * @param body written as JSON; null for none
 * @param location where what was made can be found
 */
record Reply(int status, Object body, Optional<String> location) {
  static Reply ok(Object body) {
    return new Reply(200, body, Optional.empty());
  }

  static Reply accepted(Object body) {
    return new Reply(202, body, Optional.empty());
  }

  static Reply created(String location, Object body) {
    return new Reply(201, body, Optional.of(location));
  }

  static Reply empty() {
    return new Reply(204, null, Optional.empty());
  }
}
