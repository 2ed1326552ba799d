package dev.pharos.runtime;

/** Where a service is in its life; it only ever moves on. */
public enum Lifecycle {
  NEW,
  STARTING,
  STARTED,
  STOPPING,
  STOPPED
}
