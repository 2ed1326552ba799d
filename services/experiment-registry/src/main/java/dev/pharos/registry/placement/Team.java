package dev.pharos.registry.placement;

import java.util.OptionalInt;

/**
 * What a team may have.
 *
 * @param name its name
 * @param share its part of what is there, in proportion to the other teams' shares; above 0
 * @param maxDevices slots that its runs may hold at once; empty for no limit
 */
public record Team(String name, double share, OptionalInt maxDevices) {
  /** A team of that name with one share and no limit. */
  public static Team of(String name) {
    return new Team(name, 1, OptionalInt.empty());
  }
}
