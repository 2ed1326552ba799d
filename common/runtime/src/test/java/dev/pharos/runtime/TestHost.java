package dev.pharos.runtime;

import dev.pharos.runtime.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A host for tests, and a client that can send any header. */
public final class TestHost implements AutoCloseable {
  private final ServiceHost host;
  private final HttpClient client;

  private TestHost(ServiceHost host) {
    this.host = host;
    // A connection for each request: one that is kept could end just when it is used again.
    this.client = host.vertx().createHttpClient(new HttpClientOptions().setKeepAlive(false));
  }

  /** Opens a host on a free admin port with these settings. */
  public static TestHost open(Map<String, String> settings) {
    var all = new HashMap<>(settings);
    all.putIfAbsent("admin.port", "0");
    return new TestHost(await(ServiceHost.open(Settings.of(all).shared())));
  }

  /** The host. */
  public ServiceHost host() {
    return host;
  }

  /** An answer whose body was read. */
  public record Answer(int status, Map<String, String> headers, String body) {

    /** The body as JSON. */
    public JsonObject json() {
      return new JsonObject(body);
    }
  }

  /** Sends a request without a body. */
  public Answer get(int port, String path, Map<String, String> headers) {
    return send(HttpMethod.GET, port, path, headers, "");
  }

  /** Sends a request. */
  public Answer send(
      HttpMethod method, int port, String path, Map<String, String> headers, String body) {
    var options =
        new RequestOptions().setMethod(method).setHost("127.0.0.1").setPort(port).setURI(path);
    headers.forEach(options::putHeader);
    // On the event loop, and so before the end of the answer: Vert.x forgets a body that is asked
    // for later, as a thread that stands still for a moment might (eclipse-vertx/vert.x#6038).
    Function<HttpClientRequest, Future<Answer>> ask =
        request ->
            request
                .send(Buffer.buffer(body))
                .compose(response -> response.body().map(bytes -> answer(response, bytes)));
    return await(client.request(options).compose(ask));
  }

  private static Answer answer(HttpClientResponse response, Buffer body) {
    var headers = new HashMap<String, String>();
    response.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new Answer(response.statusCode(), headers, body.toString());
  }

  /** Closes the host, and with its Vert.x the client. */
  @Override
  public void close() {
    await(host.close());
  }

  /** Waits for a future; its failure is thrown as it is. */
  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (TimeoutException | InterruptedException e) {
      throw new AssertionError("did not complete", e);
    }
  }
}
