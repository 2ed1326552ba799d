package dev.pharos.registry.http;

import dev.pharos.networks.NetworkException;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import dev.pharos.registry.paging.Page;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** Shows the catalogue of networks. */
final class NetworkRoutes {
  private static final int DEFAULT_BATCH = 32;
  private static final Set<String> NOT_SETTINGS = Set.of("classes", "batch");

  void mount(Api api) {
    api.answer("listNetworks", call -> list()).answer("getNetwork", NetworkRoutes::get);
  }

  private static Future<Reply> list() {
    return Future.succeededFuture(
        Reply.ok(Page.all(Networks.all().stream().map(NetworkView::summary).toList())));
  }

  private static Future<Reply> get(Call call) {
    var name = call.path("name");
    try {
      var network = Networks.named(name);
      var settings = NetworkSettings.defaults();
      var classes = call.integer("classes");
      if (classes.isPresent()) {
        settings = settings.withClasses(classes.get());
      }
      for (var parameter : call.request().queryParams()) {
        if (!NOT_SETTINGS.contains(parameter.getKey())) {
          settings = settings.with(parameter.getKey(), parameter.getValue());
        }
      }
      var spec = Networks.build(name, settings);
      var batch = call.integer("batch").orElse(DEFAULT_BATCH);
      return Future.succeededFuture(Reply.ok(NetworkView.detail(network, spec, batch)));
    } catch (NetworkException e) {
      throw e.field().equals("network")
          ? Problem.notFound(e.getMessage())
          : new Problem(400, "invalid", "The request is not valid", e.getMessage())
              .withErrors(List.of(new Problem.FieldError(e.field(), e.value(), e.valid())));
    }
  }
}
