/** The routes of the gateway: plain classification, and the Open Inference Protocol. */
package dev.pharos.serving.http;
