package dev.pharos.runtime.http;

import static dev.pharos.runtime.TestHost.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.runtime.OverloadedException;
import dev.pharos.runtime.StartException;
import dev.pharos.runtime.TestHost;
import dev.pharos.runtime.config.Settings;
import dev.pharos.runtime.telemetry.TraceContext;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebServerTest {
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");
  private static final String TOKEN = "correct horse";

  private TestHost host;
  private int port;

  @AfterEach
  void close() {
    host.close();
  }

  /** A service with routes that answer, fail in several ways, and take a body. */
  private void start(Map<String, String> settings) {
    start(settings, HttpConfig.local(0));
  }

  private void start(Map<String, String> settings, HttpConfig config) {
    host = TestHost.open(settings);
    var opened = new AtomicInteger();
    await(
        host.host()
            .start(
                "tester",
                context -> {
                  var web = WebServer.create(context, config, PublicPaths.of("/", "/assets/"));
                  var router = web.router();
                  router
                      .get("/hello")
                      .handler(
                          request ->
                              request.json(
                                  new JsonObject()
                                      .put("who", Principal.of(request).name())
                                      .put("trace", TraceContext.of(request).traceId())));
                  router.get("/").handler(request -> request.end("page"));
                  router.get("/assets/*").handler(request -> request.end("asset"));
                  router
                      .post("/body")
                      .handler(web.bodyHandler())
                      .handler(
                          request -> request.end("got " + request.body().asJsonObject().size()));
                  router
                      .get("/problem")
                      .handler(
                          request -> {
                            throw Problem.invalid(
                                "2 fields are wrong",
                                List.of(
                                    new Problem.FieldError("epochs", 0, "must be at least 1"),
                                    new Problem.FieldError("network", null, "is missing"),
                                    new Problem.FieldError("pattern", "FCC", "is no layer", 0, 3)));
                          });
                  router
                      .get("/later")
                      .handler(
                          request ->
                              Future.failedFuture(new OverloadedException("the pool is full"))
                                  .onFailure(request::fail));
                  router
                      .get("/database")
                      .handler(
                          request -> {
                            throw new IllegalStateException(new SQLException("away", "08006"));
                          });
                  router
                      .get("/bug")
                      .handler(
                          request -> {
                            throw new IllegalStateException("secret detail");
                          });
                  return web.listen().onSuccess(opened::set);
                }));
    port = opened.get();
  }

  @Test
  void onLoopbackTheHostMustBeThisMachine() {
    start(Map.of());
    assertThat(host.get(port, "/hello", Map.of("host", "localhost:" + port)).status())
        .isEqualTo(200);
    assertThat(host.get(port, "/hello", Map.of("host", "[::1]:" + port)).status()).isEqualTo(200);
    var rebound = host.get(port, "/hello", Map.of("host", "evil.example:" + port));
    assertThat(rebound.status()).isEqualTo(421);
    assertThat(rebound.json().getString("detail")).contains("evil.example");
    assertThat(rebound.headers()).containsEntry("content-type", "application/problem+json");
  }

  @Test
  void withoutATokenThisMachineMayDoEverythingButNoOtherSitesPage() {
    start(Map.of());
    assertThat(host.get(port, "/hello", Map.of()).json().getString("who")).isEqualTo("local");
    assertThat(post("/body", JSON, "{}").status()).isEqualTo(200);
    assertThat(post("/body", with(JSON, "origin", "http://127.0.0.1:" + port), "{}").status())
        .isEqualTo(200);
    assertThat(post("/body", with(JSON, "origin", "http://evil.example"), "{}").status())
        .isEqualTo(403);
    assertThat(post("/body", with(JSON, "sec-fetch-site", "cross-site"), "{}").status())
        .isEqualTo(403);
    assertThat(host.get(port, "/v1/session", Map.of()).json().getMap())
        .containsEntry("required", false)
        .containsEntry("authenticated", true);
  }

  @Test
  void withATokenEverythingButWhatIsPublicAsksForIt() {
    start(Map.of("api-token", TOKEN));
    var refused = host.get(port, "/hello", Map.of());
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.headers()).containsEntry("www-authenticate", "Bearer realm=\"pharos\"");
    assertThat(host.get(port, "/hello", bearer("wrong")).status()).isEqualTo(401);
    assertThat(host.get(port, "/hello", bearer(TOKEN)).status()).isEqualTo(200);
    assertThat(host.get(port, "/", Map.of()).status()).isEqualTo(200);
    assertThat(host.get(port, "/assets/app.js", Map.of()).status()).isEqualTo(200);
    assertThat(host.get(port, "/assets/../hello", Map.of()).status()).isEqualTo(401);
    assertThat(host.get(port, "/assets/%2e%2e/hello", Map.of()).status()).isEqualTo(401);
    assertThat(post("/assets/x", Map.of(), "").status()).isEqualTo(401);
    assertThat(host.get(port, "/unknown", Map.of()).status()).isEqualTo(401);
  }

  @Test
  void aLogInIsACookieForThisOriginOnly() {
    start(Map.of("api-token", TOKEN));
    assertThat(host.get(port, "/v1/session", Map.of()).json().getMap())
        .containsEntry("required", true)
        .containsEntry("authenticated", false);
    assertThat(post("/v1/session", JSON, "{\"token\": \"wrong\"}").status()).isEqualTo(401);
    assertThat(post("/v1/session", JSON, "{\"token\": 1}").status()).isEqualTo(400);
    assertThat(post("/v1/session", JSON, "no json").status()).isEqualTo(400);
    assertThat(
            post(
                    "/v1/session",
                    with(JSON, "origin", "http://evil.example"),
                    "{\"token\": \"" + TOKEN + "\"}")
                .status())
        .isEqualTo(403);

    var loggedIn = post("/v1/session", JSON, "{\"token\": \"" + TOKEN + "\"}");
    assertThat(loggedIn.status()).isEqualTo(204);
    var set = loggedIn.headers().get("set-cookie");
    assertThat(set)
        .contains("HTTPOnly", "SameSite=Strict", "Path=/", "Max-Age=43200")
        .doesNotContain("Secure", "horse");
    var cookie = Map.of("cookie", set.substring(0, set.indexOf(';')));

    assertThat(host.get(port, "/hello", cookie).json().getString("who")).isEqualTo("token");
    assertThat(host.get(port, "/v1/session", cookie).json().getBoolean("authenticated")).isTrue();
    assertThat(post("/body", with(cookie, "sec-fetch-site", "same-origin"), "{}").status())
        .isEqualTo(200);
    assertThat(post("/body", with(cookie, "sec-fetch-site", "same-site"), "{}").status())
        .isEqualTo(403);
    assertThat(post("/body", with(cookie, "origin", "http://127.0.0.1:1"), "{}").status())
        .isEqualTo(403);

    var loggedOut = host.send(HttpMethod.DELETE, port, "/v1/session", cookie, "");
    assertThat(loggedOut.status()).isEqualTo(204);
    assertThat(loggedOut.headers().get("set-cookie")).contains("Max-Age=0");
  }

  @Test
  void behindTlsTheCookieIsSecure() {
    start(Map.of("api-token", TOKEN));
    var loggedIn =
        post(
            "/v1/session",
            with(JSON, "x-forwarded-proto", "https"),
            "{\"token\": \"" + TOKEN + "\"}");
    assertThat(loggedIn.headers().get("set-cookie")).contains("Secure");
  }

  @Test
  void problemsAreAnsweredAsRfc9457Says() {
    start(Map.of());
    var problem = host.get(port, "/problem", Map.of());
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(problem.json())
        .isEqualTo(
            new JsonObject(
                """
                {"type": "urn:pharos:problem:invalid", "title": "The request is not valid", "status": 422,
                 "detail": "2 fields are wrong", "instance": "/problem",
                 "errors": [{"field": "epochs", "value": 0, "message": "must be at least 1"},
                            {"field": "network", "message": "is missing"},
                            {"field": "pattern", "value": "FCC", "message": "is no layer",
                             "position": 0, "length": 3}]}"""));

    assertThat(host.get(port, "/nowhere", Map.of()).json().getString("detail"))
        .isEqualTo("there is nothing at GET /nowhere");
    assertThat(post("/hello", Map.of(), "").status()).isEqualTo(405);
    var overloaded = host.get(port, "/later", Map.of());
    assertThat(overloaded.status()).isEqualTo(503);
    assertThat(overloaded.headers()).containsEntry("retry-after", "1");
    assertThat(overloaded.json().getString("detail")).isEqualTo("the pool is full");
    assertThat(host.get(port, "/database", Map.of()).status()).isEqualTo(503);
  }

  @Test
  void ourMistakesAreAnsweredWithAnIdAndNoDetails() {
    start(Map.of());
    var answer = host.get(port, "/bug", Map.of());
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("secret detail");
    assertThat(answer.json().getString("errorId")).isNotEmpty();
    assertThat(answer.json().getString("detail")).contains(answer.json().getString("errorId"));
  }

  @Test
  void bodiesHaveALimitAndMustBeJsonWhereJsonIsRead() {
    start(Map.of());
    assertThat(post("/body", JSON, "{\"a\": 1}").body()).isEqualTo("got 1");
    var large = post("/body", JSON, "x".repeat((2 << 20) + 1));
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.headers()).containsEntry("content-type", "application/problem+json");
    var broken = post("/body", JSON, "{");
    assertThat(broken.status()).isEqualTo(400);
    assertThat(broken.json().getString("detail")).contains("not JSON");
  }

  @Test
  void answersCarrySecurityHeadersAndTheTrace() {
    start(Map.of());
    var answer =
        host.get(
            port,
            "/hello",
            Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    assertThat(answer.headers())
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("referrer-policy", "no-referrer")
        .containsEntry("trace-id", "0af7651916cd43dd8448eb211c80319c")
        .hasEntrySatisfying(
            "content-security-policy",
            policy -> assertThat(policy).contains("frame-ancestors 'none'", "script-src 'self'"));
    assertThat(answer.json().getString("trace")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(host.get(port, "/nowhere", Map.of()).headers())
        .containsKey("content-security-policy");
  }

  @Test
  void anAddressThatOthersReachNeedsAToken() {
    assertThatThrownBy(() -> start(Map.of(), open()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("0.0.0.0")
        .hasMessageContaining("PHAROS_API_TOKEN");
    host.close();
    start(Map.of("api-token", TOKEN), open());
    assertThat(host.get(port, "/hello", with(bearer(TOKEN), "host", "any.example")).status())
        .isEqualTo(200);
  }

  @Test
  void aBusyPortIsNamedWithItsSetting() {
    start(Map.of());
    var config = Settings.of(Map.of("http.port", Integer.toString(port))).shared();
    assertThatThrownBy(
            () ->
                await(
                    host.host()
                        .start(
                            "second",
                            context -> {
                              var http = config.bind("http", HttpConfig.class);
                              return WebServer.create(context, http, PublicPaths.none()).listen();
                            })))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("--");
  }

  @Test
  void openApiViolationsNameTheFields() {
    host = TestHost.open(Map.of());
    var opened = new AtomicInteger();
    await(
        host.host()
            .start(
                "tester",
                context -> {
                  var web = WebServer.create(context, HttpConfig.local(0), PublicPaths.none());
                  return OpenAPIContract.from(context.vertx(), new JsonObject(CONTRACT))
                      .compose(
                          contract -> {
                            var builder =
                                RouterBuilder.create(
                                    context.vertx(), contract, RequestExtractor.withBodyHandler());
                            builder.rootHandler(web.bodyHandler());
                            builder.rootHandler(RequestContract.forms(contract));
                            builder.getRoute("submit").addHandler(request -> request.end("fine"));
                            web.router().route("/*").subRouter(builder.createRouter());
                            return web.listen().onSuccess(opened::set);
                          });
                }));
    port = opened.get();

    assertThat(post("/jobs?limit=3", JSON, "{\"epochs\": 2}").body()).isEqualTo("fine");
    var wrong = post("/jobs?limit=3", JSON, "{\"epochs\": 0}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().getString("detail"))
        .isEqualTo("epochs: 0 is not valid; it must be at least 1");
    assertThat(post("/jobs", JSON, "{\"epochs\": \"x\", \"epoch\": 3}").json().getString("detail"))
        .isEqualTo("epochs: string found, integer expected; epoch: is not known here");
    assertThat(post("/jobs", JSON, "{}").json().getString("detail"))
        .isEqualTo("epochs: is missing");
    assertThat(post("/jobs?id=a%20b", JSON, "{\"epochs\": 2}").json().getString("detail"))
        .isEqualTo("id: is not valid; it must match ^[a-z]+$");
    var parameter = post("/jobs?limit=many", JSON, "{\"epochs\": 2}");
    assertThat(parameter.status()).isEqualTo(400);
    assertThat(parameter.json().getString("detail")).contains("limit");
    assertThat(post("/jobs?limit=3", Map.of("content-type", "text/plain"), "x").status())
        .isEqualTo(400);
  }

  @Test
  void aContractThatPromisesWhatNobodyAnswersIsRefused() {
    host = TestHost.open(Map.of());
    var starting =
        host.host()
            .start(
                "tester",
                context ->
                    OpenAPIContract.from(context.vertx(), new JsonObject(CONTRACT))
                        .map(contract -> RouterBuilder.create(context.vertx(), contract))
                        .map(RequestContract::router));

    assertThatThrownBy(() -> await(starting))
        .hasMessageContaining("the contract promises what nobody answers: [submit]");
  }

  private static final String CONTRACT =
      """
      {"openapi": "3.1.0", "info": {"title": "t", "version": "1"},
       "paths": {"/jobs": {"post": {"operationId": "submit",
         "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer"}},
                        {"name": "id", "in": "query", "schema": {"type": "string", "pattern": "^[a-z]+$"}}],
         "requestBody": {"required": true, "content": {"application/json": {"schema":
           {"type": "object", "required": ["epochs"],
            "properties": {"epochs": {"type": "integer", "minimum": 1}},
            "additionalProperties": false}}}},
         "responses": {"200": {"description": "fine"}}}}}}""";

  private TestHost.Answer post(String path, Map<String, String> headers, String body) {
    return host.send(HttpMethod.POST, port, path, headers, body);
  }

  private static HttpConfig open() {
    var local = HttpConfig.local(0);
    return new HttpConfig(
        "0.0.0.0",
        0,
        local.maxBodyBytes(),
        local.idleTimeout(),
        List.of(),
        local.tlsCertificate(),
        local.tlsKey());
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("authorization", "Bearer " + token);
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    var all = new HashMap<>(headers);
    all.put(name, value);
    return all;
  }
}
