package dev.pharos.runtime.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Who is calling. For now whoever may call at all may do everything and belongs to the one team;
 * routes ask this object all the same, so that teams and roles can be told apart later.
 *
 * @param name who, for records of who did what
 * @param team the team on whose account the work is
 * @param roles what the caller may do
 */
public record Principal(String name, String team, Set<Role> roles) {

  /** What a caller may do. */
  public enum Role {
    /** Look at everything of the team. */
    VIEW,
    /** Submit and steer work. */
    WORK,
    /** Everything. */
    ADMIN
  }

  private static final String CONTEXT_KEY = Principal.class.getName();
  private static final String TEAM = "default";

  /** Anybody on this machine, where no token is configured. */
  static final Principal LOCAL = new Principal("local", TEAM, Set.of(Role.values()));

  /** Somebody who knows the API token. */
  static final Principal TOKEN = new Principal("token", TEAM, Set.of(Role.values()));

  /** Somebody who asked for something public and is not logged in. */
  static final Principal ANONYMOUS = new Principal("anonymous", TEAM, Set.of());

  /** Copies the roles. */
  public Principal {
    roles = Set.copyOf(roles);
  }

  /** Who sent a request that the access rules let through. */
  public static Principal of(RoutingContext request) {
    Principal principal = request.get(CONTEXT_KEY);
    return principal == null ? ANONYMOUS : principal;
  }

  void attachTo(RoutingContext request) {
    request.put(CONTEXT_KEY, this);
  }
}
