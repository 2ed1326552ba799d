/**
 * Runs services: one in its own process ({@link dev.pharos.runtime.ServiceRunner}) or several in
 * one ({@link dev.pharos.runtime.ServiceHost}), each started by the same {@link
 * dev.pharos.runtime.Service} function on a {@link dev.pharos.runtime.ServiceContext}.
 *
 * <p>The life of a service (NEW, STARTING, STARTED, STOPPING, STOPPED) and the order of its end are
 * decided here, once. This module knows no service and no message.
 */
package dev.pharos.runtime;
