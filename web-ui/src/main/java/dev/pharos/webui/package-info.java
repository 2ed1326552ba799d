/**
 * The dashboard as files on the class path, and what a server must know to serve them safely. Knows
 * no server and no other part of Pharos; the pages speak the HTTP API alone.
 */
package dev.pharos.webui;
