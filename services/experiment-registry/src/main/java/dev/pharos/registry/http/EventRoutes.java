package dev.pharos.registry.http;

import dev.pharos.registry.live.LiveHub;
import dev.pharos.runtime.http.Problem;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** Sends live updates. */
final class EventRoutes {
  private final LiveHub hub;

  EventRoutes(LiveHub hub) {
    this.hub = hub;
  }

  void mount(Api api) {
    api.handle("followEvents", this::follow);
  }

  private void follow(RoutingContext request) {
    // The dashboard says run= when it follows none.
    var run = new Call(request).query("run").filter(text -> !text.isEmpty());
    hub.follow(request.response(), run.map(EventRoutes::id));
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("run '%s' is not the id of a run".formatted(text));
    }
  }
}
