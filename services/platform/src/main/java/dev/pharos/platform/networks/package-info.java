/**
 * What the command line shows of networks: worked out here, without a platform. It may know the
 * networks and how tables are printed, and nothing of commands.
 */
package dev.pharos.platform.networks;
