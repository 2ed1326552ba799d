/**
 * The HTTP edge of every service: who may call, what a log-in is, which headers protect a browser,
 * and how errors look (RFC 9457). It knows no route of any service.
 */
package dev.pharos.runtime.http;
