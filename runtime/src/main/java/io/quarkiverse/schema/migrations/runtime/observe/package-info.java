/** Tells other extensions how the sets are. Only what an application has is linked into it. */
package io.quarkiverse.schema.migrations.runtime.observe;
