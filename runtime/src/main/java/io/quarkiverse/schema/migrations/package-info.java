/**
 * The API that applications use: the commands of a set, what they are given, and what applications implement. No class here
 * does any work; the engine is internal.
 */
package io.quarkiverse.schema.migrations;
