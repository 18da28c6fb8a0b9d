/** The configuration of the extension; its Javadoc is the reference manual. */
package io.quarkiverse.schema.migrations.runtime.config;
