/**
 * What the platform says about itself: logs in JSON or plain text with run and trace ids, and W3C
 * trace contexts that travel from HTTP requests into messages.
 */
package dev.pharos.runtime.telemetry;
