package dev.pharos.registry.http;

import dev.pharos.runtime.http.Problem;
import dev.pharos.runtime.telemetry.TraceContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.MediaType;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes requests on to another service, and its answers back, as streams. The other service checks
 * the same credentials again. When it is away the caller is told which service that is.
 */
final class PeerProxy implements ProxyInterceptor {
  private static final Logger log = LoggerFactory.getLogger(PeerProxy.class);
  private static final int MOST_CONNECTIONS = 64;
  private static final int CONNECT_MILLIS = 3_000;

  private final String name;
  private final HostAndPort authority;
  private final HttpProxy proxy;

  /**
   * @param name what callers know the service by, such as {@code the data-set service}
   * @param address where it is
   */
  PeerProxy(Vertx vertx, String name, URI address) {
    this.name = name;
    boolean tls = "https".equals(address.getScheme());
    int port = address.getPort() > 0 ? address.getPort() : tls ? 443 : 80;
    this.authority = HostAndPort.create(address.getHost(), port);
    var client =
        vertx.createHttpClient(
            new HttpClientOptions().setSsl(tls).setConnectTimeout(CONNECT_MILLIS),
            new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
    this.proxy =
        HttpProxy.reverseProxy(client).origin(port, address.getHost()).addInterceptor(this);
  }

  /** Passes a request on; its body has not been read. */
  void handle(RoutingContext request) {
    request
        .request()
        .headers()
        .set(TraceContext.HEADER, TraceContext.of(request).child().traceparent());
    proxy.handle(request.request());
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    var from = context.request().proxiedRequest();
    context
        .request()
        .setAuthority(authority)
        .putHeader("X-Forwarded-Proto", from.isSSL() ? "https" : "http")
        .putHeader("X-Forwarded-For", from.remoteAddress().hostAddress());
    return context.sendRequest().recover(failure -> Future.succeededFuture(away(context, failure)));
  }

  private ProxyResponse away(ProxyContext context, Throwable failure) {
    log.warn("{} at {} does not answer: {}", name, authority, failure.toString());
    var problem =
        Problem.unavailable("%s does not answer at the moment; try again".formatted(name));
    var body =
        Buffer.buffer(
            problem.toJson().put("instance", context.request().proxiedRequest().path()).encode());
    return context
        .request()
        .release()
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.RETRY_AFTER, "1")
        .setBody(Body.body(body, MediaType.parse(Problem.MEDIA_TYPE)));
  }

  /** Headers that this service sets itself are not sent twice. */
  @Override
  public Future<Void> handleProxyResponse(ProxyContext context) {
    var own = context.request().proxiedRequest().response().headers();
    own.names().forEach(header -> context.response().headers().remove(header));
    return context.sendResponse();
  }
}
