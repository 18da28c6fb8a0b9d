package io.quarkiverse.schema.migrations.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives every test a migrated database: a copy of a template that is migrated once a test run. Parameters of tests and of
 * methods around them may be a {@link TestDatabase}, a {@link javax.sql.DataSource} or
 * {@link io.quarkiverse.schema.migrations.SchemaMigrations}. On a method, it stands for this test in place of the one on the
 * class.
 * <p>
 * On a {@code @QuarkusTest}, and without a {@link #url()}, it is the database of the application, as its start has migrated it:
 * before each test it holds again what it held then.
 * <p>
 * What cannot be said in an annotation can with a {@link MigratedDatabaseExtension} in a static field.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
@ExtendWith(MigratedDatabaseExtension.class)
public @interface MigratedDatabase {

    /** Who shares a database. */
    enum Scope {
        /** Nobody: each test has a new one. */
        METHOD,
        /** The tests of a class, in whose order they see what the others have left. */
        CLASS
    }

    /** Where on the class path the scripts are; may hold {@code {db-kind}}. An application knows its own. */
    String[] locations() default "db/migrations";

    /** The name of the set; the default one when it is empty. */
    String set() default "";

    /** The database, as in {@link MigrationsUnderTest#on}; what is configured when it is empty. */
    String url() default "";

    /** Who connects; used with {@link #url()}. */
    String user() default "";

    /** The user's password; used with {@link #url()}. */
    String password() default "";

    /** The migration before which migrating stops; all are applied when it is empty. */
    String before() default "";

    /** The migration after which migrating stops; all are applied when it is empty. */
    String after() default "";

    /** Who shares a database. */
    Scope scope() default Scope.METHOD;
}
