package dev.pharos.runtime.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer that says what is wrong, as RFC 9457 writes it. Throw it from a handler or fail a
 * future with it: the web server turns it into {@code application/problem+json}.
 */
public final class Problem extends RuntimeException {
  /** The media type of the answer. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final long serialVersionUID = 1L;
  private static final String TYPE_PREFIX = "urn:pharos:problem:";

  private final int status;
  private final String type;
  private final String title;
  private final transient Map<String, Object> extensions = new LinkedHashMap<>();

  /**
   * What is wrong with one field of a request.
   *
   * @param field the field, as a path such as {@code hyperparameters.epochs}
   * @param value the refused value, null where there was none
   * @param message what would be valid
   * @param position where in the value the mistake begins, counted in characters from 0; null where
   *     the whole value is meant
   * @param length how many characters are wrong, from the position on; null where there is none
   */
  public record FieldError(
      String field, Object value, String message, Integer position, Integer length) {
    /** The whole value is wrong. */
    public FieldError(String field, Object value, String message) {
      this(field, value, message, null, null);
    }
  }

  /**
   * A problem.
   *
   * @param status the HTTP status, 400 to 599
   * @param type a word for programs, such as {@code unknown-network}
   * @param title the kind of problem, the same for all of a type
   * @param detail this occurrence: which field, which value, what would be valid
   */
  public Problem(int status, String type, String title, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.type = type;
    this.title = title;
  }

  /** 400: the request cannot be understood. */
  public static Problem badRequest(String detail) {
    return new Problem(400, "bad-request", "The request cannot be understood", detail);
  }

  /** 401: the caller is not logged in. */
  public static Problem unauthorized(String detail) {
    return new Problem(401, "unauthorized", "Log-in needed", detail);
  }

  /** 403: the caller may not do this. */
  public static Problem forbidden(String detail) {
    return new Problem(403, "forbidden", "Not allowed", detail);
  }

  /** 404: there is no such thing. */
  public static Problem notFound(String detail) {
    return new Problem(404, "not-found", "Not found", detail);
  }

  /** 409: it does not fit what is there. */
  public static Problem conflict(String detail) {
    return new Problem(409, "conflict", "Conflict with the present state", detail);
  }

  /** 413: more bytes than allowed. */
  public static Problem tooLarge(String detail) {
    return new Problem(413, "too-large", "Too large", detail);
  }

  /** 415: a media type that is not taken. */
  public static Problem unsupportedMediaType(String detail) {
    return new Problem(415, "unsupported-media-type", "Unsupported media type", detail);
  }

  /** 422: understood, and refused for the fields given. */
  public static Problem invalid(String detail, List<FieldError> errors) {
    return new Problem(422, "invalid", "The request is not valid", detail).withErrors(errors);
  }

  /** 503: not now; try again. */
  public static Problem unavailable(String detail) {
    return new Problem(503, "unavailable", "Not available at the moment", detail);
  }

  /** Adds a member to the answer. */
  public Problem with(String member, Object value) {
    extensions.put(member, value);
    return this;
  }

  /** Adds {@code errors: [{field, value, message, position, length}]}; what is null is left out. */
  public Problem withErrors(List<FieldError> errors) {
    var array = new JsonArray();
    for (var error : errors) {
      var object = new JsonObject().put("field", error.field());
      if (error.value() != null) {
        object.put("value", error.value());
      }
      object.put("message", error.message());
      if (error.position() != null) {
        object.put("position", error.position()).put("length", error.length());
      }
      array.add(object);
    }
    return with("errors", array);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The type as a URI, such as {@code urn:pharos:problem:not-found}. */
  public String type() {
    return TYPE_PREFIX + type;
  }

  /** The kind of problem. */
  public String title() {
    return title;
  }

  /** This occurrence. */
  public String detail() {
    return getMessage();
  }

  /** The body of the answer. */
  public JsonObject toJson() {
    var json =
        new JsonObject()
            .put("type", type())
            .put("title", title)
            .put("status", status)
            .put("detail", detail());
    extensions.forEach(json::put);
    return json;
  }
}
