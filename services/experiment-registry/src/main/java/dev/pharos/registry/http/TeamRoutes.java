package dev.pharos.registry.http;

import dev.pharos.registry.notices.Notices;
import dev.pharos.registry.paging.Page;
import dev.pharos.registry.queue.TeamStore;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;

/** Shows, makes, changes and removes teams. */
final class TeamRoutes {
  private static final String DEFAULT = "default";

  private final Database database;

  TeamRoutes(Database database) {
    this.database = database;
  }

  void mount(Api api) {
    api.answer("listTeams", this::list)
        .answer("putTeam", this::put)
        .answer("removeTeam", this::remove);
  }

  private Future<Reply> list(Call call) {
    return database.withHandle(handle -> Reply.ok(Page.all(TeamStore.list(handle))));
  }

  private Future<Reply> put(Call call) {
    var name = call.path("name");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw Problem.badRequest(
          "name '%s' must be 1 to 100 letters, digits, '.', '_' or '-'".formatted(name));
    }
    var body = call.body();
    var share = body.path("share").asDouble(1);
    var maxDevices = body.hasNonNull("maxDevices") ? body.get("maxDevices").asInt() : null;
    var maxQueued = body.hasNonNull("maxQueued") ? body.get("maxQueued").asInt() : null;
    return database.inTransaction(
        handle -> {
          boolean isNew = TeamStore.put(handle, name, share, maxDevices, maxQueued);
          Notices.schedule(handle);
          var team = TeamStore.find(handle, name).orElseThrow();
          return isNew ? Reply.created("/v1/teams", team) : Reply.ok(team);
        });
  }

  private Future<Reply> remove(Call call) {
    var name = call.path("name");
    return database.inTransaction(
        handle -> {
          if (name.equals(DEFAULT)) {
            throw Problem.conflict("the default team stays");
          }
          if (TeamStore.busy(handle, name)) {
            throw Problem.conflict("team '%s' has runs that have not ended".formatted(name));
          }
          if (!TeamStore.remove(handle, name)) {
            throw Problem.notFound("team '%s' does not exist".formatted(name));
          }
          return Reply.empty();
        });
  }
}
