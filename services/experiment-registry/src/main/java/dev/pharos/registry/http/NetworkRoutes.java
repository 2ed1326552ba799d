package dev.pharos.registry.http;

import dev.pharos.contracts.job.Comparison;
import dev.pharos.contracts.job.Recipe;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.zoo.Networks;
import dev.pharos.registry.paging.Page;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;

/** Shows the catalogue of networks, and the recipes by which they are trained. */
final class NetworkRoutes {
  void mount(Api api) {
    api.answer("listNetworks", call -> networks())
        .answer("getNetwork", NetworkRoutes::network)
        .answer("listRecipes", call -> recipes())
        .answer("listComparisons", call -> comparisons());
  }

  private static Future<Reply> networks() {
    return Future.succeededFuture(
        Reply.ok(Page.all(Networks.all().stream().map(NetworkView::summary).toList())));
  }

  private static Future<Reply> recipes() {
    return Future.succeededFuture(
        Reply.ok(Page.all(Arrays.stream(Recipe.values()).map(RecipeView::of).toList())));
  }

  private static Future<Reply> comparisons() {
    return Future.succeededFuture(
        Reply.ok(Page.all(Arrays.stream(Comparison.values()).map(ComparisonView::of).toList())));
  }

  private static Future<Reply> network(Call call) {
    try {
      return Future.succeededFuture(Reply.ok(NetworkQuery.of(call).answer()));
    } catch (NetworkException e) {
      throw e.field().equals("network") ? Problem.notFound(e.getMessage()) : refused(e);
    }
  }

  private static Problem refused(NetworkException refusal) {
    var at = refusal.position();
    var error =
        new Problem.FieldError(
            refusal.field(),
            refusal.value(),
            "%s is not valid; %s".formatted(refusal.value(), refusal.valid()),
            at.isPresent() ? at.getAsInt() : null,
            at.isPresent() ? refusal.length() : null);
    return new Problem(400, "invalid", "The request is not valid", refusal.getMessage())
        .withErrors(List.of(error));
  }
}
