/**
 * The demonstration: from nothing to a trained, registered and served network, through the same
 * doors that users have (HTTP, Kafka, the gateway).
 *
 * <p>Knows a platform by its addresses only.
 */
package dev.pharos.platform.demo;
