package dev.pharos.platform.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.Violation;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** A problem document as it comes over the wire (RFC 9457). */
record Problem(String title, String detail, List<Violation> errors) {

  Problem {
    errors = errors == null ? List.of() : errors;
  }

  /** The exception for an answer with an error status, whatever its body is. */
  static ServerException exception(URI server, int status, String body) {
    if (status == 401) {
      return new ServerException(
          "the platform at %s asks for an API token: set PHAROS_API_TOKEN to the one it was started with"
              .formatted(server));
    }
    var problem = parse(body);
    var detail =
        Stream.of(problem.detail, problem.title)
            .filter(text -> text != null && !text.isBlank())
            .findFirst()
            .orElse("%s answered with status %d and no explanation".formatted(server, status));
    return new ProblemException(status, detail, problem.errors);
  }

  private static Problem parse(String body) {
    try {
      var problem = Json.mapper().readValue(body, Problem.class);
      return problem == null ? new Problem(null, null, null) : problem;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      // A proxy in between answers with a page of its own.
      return new Problem(null, null, null);
    }
  }
}
