package io.quarkiverse.schema.migrations;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import io.quarkiverse.schema.migrations.model.DeployPhase;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/**
 * Gives a {@link CodeMigration} its id, and makes its class a bean. The bean belongs to the default set unless
 * {@link MigrationSetName} names another one.
 */
@Documented
@Retention(RUNTIME)
@Target(TYPE)
public @interface CodeMigrationId {

    /** The id: its name within the set, and its place in the order, among those of all scripts and of all code. */
    String value();

    /** A few words for people; may be empty. */
    String description() default "";

    /**
     * Tells whether the code has changed since it was applied: any text that its author changes with it, for example
     * {@code "2"}. 64 lower-case hexadecimal digits are taken for a checksum as they are, of any other text the checksum is
     * kept. Without one this is unknown: the migration is shown as not verified, and is never called modified.
     */
    String checksum() default "";

    /**
     * Whether it runs in a transaction of the engine's. {@link TransactionMode#NONE} is for what a database refuses in a
     * transaction, and for code that commits by itself.
     */
    TransactionMode transaction() default TransactionMode.TRANSACTION;

    /**
     * When it may be applied while a new release replaces an older one. {@link DeployPhase#POST} is for what a process of the
     * older release would not survive.
     */
    DeployPhase deploy() default DeployPhase.WITH_RELEASE;
}
