/**
 * What the Dev UI and the Dev MCP server can ask an application in development mode, and have it do. Translates reports of the
 * commands into values for pages; decisions about migrations do not belong here. An application has it in development mode
 * only.
 */
package io.quarkiverse.schema.migrations.dev;
