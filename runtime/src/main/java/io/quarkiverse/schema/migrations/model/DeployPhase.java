package io.quarkiverse.schema.migrations.model;

/** When a migration may be applied while a new release replaces an older one. */
public enum DeployPhase {
    /** When the new release starts: the older one keeps working with the changed schema. */
    WITH_RELEASE,
    /** Only after the last process of the older release has ended, which would fail with the changed schema. */
    POST
}
