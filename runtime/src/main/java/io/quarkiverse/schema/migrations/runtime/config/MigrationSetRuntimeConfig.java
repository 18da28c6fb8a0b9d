package io.quarkiverse.schema.migrations.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.config.spi.Converter;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.Policies;
import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.TrimmedStringConverter;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** What may differ for one migration set from one start of the application to the next. */
@ConfigGroup
public interface MigrationSetRuntimeConfig {

    /**
     * Whether the set is in use. The beans of a set that is not cannot be used, and its database is left alone.
     * <p>
     * {@code true} is refused while the datasource of the set is inactive.
     */
    @ConfigDocDefault("true while the datasource of the set is active")
    Optional<@WithConverter(StrictBooleanConverter.class) Boolean> active();

    /**
     * Whether pending migrations are applied when the application starts, before Hibernate ORM and all that waits for
     * the schema. When that fails, the application does not start.
     */
    @WithDefault("true")
    @WithConverter(StrictBooleanConverter.class)
    boolean migrateAtStart();

    /**
     * Whether the application waits for its schema when it starts.
     * <p>
     * With {@code background} it starts while the set is being migrated, and meets the schema as it was. A failure does not
     * end the application; it is logged, and {@code StartProgress} has it.
     * <p>
     * With {@code wait} the start migrates nothing and waits until another process has migrated the set, at most
     * {@code wait-timeout}. A schema that a newer release has migrated further is current.
     */
    @WithDefault("blocking")
    StartMode start();

    /**
     * How long a start with {@code start=wait} waits for another process to migrate the set. The start fails then, and the log
     * says what is pending. With zero, it looks once.
     */
    @WithDefault("5M")
    Duration waitTimeout();

    /**
     * How far the start migrates: {@code latest} for all that is pending, {@code next:<n>} for the next {@code n} pending
     * migrations, {@code id:<id>} or an id for everything up to and including that migration.
     */
    @WithDefault("latest")
    String target();

    /**
     * Directories of the file system that hold scripts of the set, beside those that were found when the application was
     * built; for scripts that are mounted beside it. The layouts are the same.
     * <p>
     * They are read when the application starts and once per command, so a change needs no restart. What is wrong in them
     * fails the start. Symbolic links are followed within a directory, never out of it. A relative directory is looked up in
     * the working directory. {@code {db-kind}} stands for the kind of the datasource.
     */
    Optional<List<@WithConverter(TrimmedStringConverter.class) String>> directories();

    /**
     * The table that remembers what has been applied. A schema may stand before it, with a dot between. No two sets may
     * share a table.
     */
    @ConfigDocDefault("schema_migrations_history, or schema_migrations_history_set-name for a named set")
    Optional<String> historyTable();

    /**
     * The schemas that are migrated, with a history each, when there is one for each tenant; one that is absent is made. On
     * MySQL and MariaDB these are databases of the server. The names are taken as they stand here, not folded to lower or
     * upper case.
     * <p>
     * A schema that fails does not keep the others from being migrated, but the start fails when all are done.
     */
    @ConfigDocDefault("the schema, or database, that connections are in")
    Optional<List<@WithConverter(TrimmedStringConverter.class) String>> schemas();

    /**
     * How many of {@code schemas} are migrated at a time. Each takes a connection, so the pool of the datasource must have as
     * many, unless the set has a user of its own.
     */
    @WithDefault("1")
    int parallel();

    /**
     * What to do with a pending migration that is ordered before one that is applied already, as happens when branches
     * meet.
     */
    @WithDefault("refuse")
    Policies.OutOfOrder outOfOrder();

    /**
     * What to do when the script of an applied migration has changed since. A changed down script alone is only warned
     * of.
     */
    @WithDefault("refuse")
    Policies.Modified modified();

    /**
     * What to do when an applied migration is no longer among the scripts. One that is ordered after all the scripts is
     * only warned of, so that an older release still starts beside a newer one.
     */
    @WithDefault("refuse")
    Policies.Missing missing();

    /**
     * What to do with a pending migration that has no down script.
     */
    @WithDefault("allow")
    Policies.MissingDown missingDown();

    /**
     * The id of a migration: where the schema has tables, and neither the set nor another known tool has a history, everything
     * up to and including it counts as applied. For a schema that was made without a migration tool. Other databases are not
     * concerned.
     */
    Optional<String> baseline();

    /**
     * What to do with applied migrations that are ordered after all migrations of this release, as a newer release has applied
     * them.
     */
    @WithDefault("warn")
    Policies.Future future();

    /**
     * What to do with post-deploy migrations ({@code -- schema-migrations: deploy=post}) that are not applied. {@code hold}
     * leaves them until the older release has ended and {@code command=migrate} with {@code command.post-deploy=true} applies
     * them: they are not pending, and later migrations do not wait for them. {@code apply} applies them like others.
     */
    @ConfigDocDefault("hold in production, apply in development and test mode")
    Optional<Policies.PostDeploy> postDeploy();

    /**
     * How often a migration is retried after a statement has waited for a lock of the database for longer than
     * {@code database-lock-timeout} (5 seconds unless it is set). What it has done in a transaction is rolled back before the
     * pause, so that the application's statements do not queue behind it; without a transaction it goes on at the statement
     * that has failed. The pause is as long as the timeout at first and twice as long each time, up to 10 seconds. A script
     * may have a number of its own: {@code -- schema-migrations: lock-retries=<n>}.
     */
    @WithDefault("0")
    int lockRetries();

    /**
     * Which tool has migrated the schema until now. Its history is taken over when the set has none of its own, before
     * pending migrations are applied; scripts are compared with the checksums it has kept. Its table is read and left as it
     * is. Once that is done the key has no effect and may be removed.
     * <p>
     * With {@code none}, migrating is refused where another tool has a history and the set has none. With {@code ignore} it is
     * not: that history is about something else.
     */
    @WithDefault("none")
    OtherTool adopt();

    /**
     * The table to take the history over from, when it has another name than the other tool gives it, or is in a schema that
     * is neither that of the history table nor the connection's own. A schema may stand before it, with a dot between.
     */
    @ConfigDocDefault("as the other tool names it")
    Optional<String> adoptTable();

    /**
     * How often a connection is tried again while the database cannot be reached, as when application and database start
     * side by side. Every try is logged, in one line.
     */
    @WithDefault("0")
    int connectRetries();

    /**
     * The time between two tries to connect.
     */
    @WithDefault("1S")
    Duration connectRetryInterval();

    /**
     * Whether {@code clean()} may drop everything in the schema of the history table. It is always refused in a
     * packaged application.
     */
    @WithDefault("false")
    @WithConverter(StrictBooleanConverter.class)
    boolean cleanAllowed();

    /**
     * Whether everything in the schema is dropped at each start before it is migrated. All sets of the datasource must have
     * {@code clean-allowed} then, because they may be in the same schema. Nothing is dropped where the start does not migrate
     * the set; in a packaged application it is refused.
     */
    @WithDefault("false")
    @WithConverter(StrictBooleanConverter.class)
    boolean cleanAtStart();

    /**
     * What development mode does when an applied migration was changed or removed, or a new one is ordered before applied
     * ones. Production and tests refuse to start then; continuous testing drops databases that Dev Services started.
     * <p>
     * With {@code redo}, everything that is applied from the first difference on is rolled back in reverse order, with the
     * down scripts that the history keeps, and the pending migrations are applied. Where a down script is missing or
     * fails, a database that Dev Services started is dropped and migrated from the beginning; so is any other with
     * {@code clean-allowed=true}. Otherwise the start is refused. With {@code reset}, the schema is dropped at every
     * difference, under the same condition. With {@code refuse}, every difference is refused as in production.
     */
    @WithName("dev.on-change")
    @WithDefault("redo")
    OnChange onChange();

    /**
     * How long to wait for another application that is migrating the same set.
     */
    @WithDefault("60S")
    Duration lockTimeout();

    /**
     * How long a statement of a script may wait for a lock of the database. A script may ask for another time with
     * {@code -- schema-migrations: database-lock-timeout=...}.
     */
    @ConfigDocDefault("as the database is set up")
    Optional<Duration> databaseLockTimeout();

    /**
     * How long a statement of a script may run. A script may ask for another time with
     * {@code -- schema-migrations: statement-timeout=...}.
     */
    @ConfigDocDefault("as the database is set up")
    Optional<Duration> statementTimeout();

    /**
     * The user who migrates, where it is not the application's own, so that the application itself needs no right to change the
     * schema. All commands of the set, those that only look as well, then run on connections of their own beside the pool,
     * closed at their end; the history table belongs to this user.
     */
    @ConfigDocDefault("as the datasource of the set connects")
    Optional<String> username();

    /**
     * The password of {@code username}.
     */
    Optional<String> password();

    /**
     * The name under which the credentials provider knows the user who migrates, in place of {@code password}.
     */
    Optional<String> credentialsProvider();

    /**
     * The name of the bean that is the credentials provider. Needed only when there are several.
     */
    @ConfigDocDefault("the only credentials provider")
    Optional<String> credentialsProviderName();

    /**
     * The way to the database for migrations, where it is not that of the datasource, as when a pooler such as PgBouncer
     * stands between the application and the server. It leads to the same database, for the same driver.
     */
    @ConfigDocDefault("the URL of the datasource of the set")
    Optional<String> jdbcUrl();

    /**
     * Where the command {@code drift} and the Dev UI's measurements make their scratch database: the URL of any database of the
     * same kind, beside which it is made and dropped. On another server, migrations that reach beyond their database, for
     * example to roles, do no harm.
     */
    @ConfigDocDefault("the server of the datasource of the set, or a temporary file for SQLite")
    Optional<String> driftJdbcUrl();

    /**
     * The user who makes the scratch database of the command {@code drift} and of the Dev UI's measurements, and must be
     * allowed
     * to create databases.
     */
    @ConfigDocDefault("the user who migrates")
    Optional<String> driftUsername();

    /**
     * The password of {@code drift-username}, or of the user who migrates where that is not set.
     */
    Optional<String> driftPassword();

    /**
     * The values that replace <code>${name}</code> in scripts. Where nothing is given, scripts run as they are, byte for byte;
     * where something is, every <code>${…}</code> in a script must be known, and <code>\${</code> is how a <code>${</code> is
     * written that is to stay. The checksum of a script is that of its text as it is written, so that values may differ from
     * place to place.
     * <p>
     * A name in capital letters cannot be given by an environment variable alone.
     */
    @ConfigDocMapKey("name")
    Map<String, @WithConverter(AnyTextConverter.class) String> placeholders();

    /** How the start of the application and the migration of a set go together. */
    enum StartMode {
        /** The application starts when the set is current, and not at all when that fails. */
        BLOCKING,
        /** The application starts while the set is being migrated. */
        BACKGROUND,
        /** The application starts when another process has migrated the set. */
        WAIT
    }

    /** What the start does about another tool's history. */
    enum OtherTool {
        /** Refuse to migrate beside one. */
        NONE,
        /** Migrate beside it. */
        IGNORE,
        /** Take over from Flyway. */
        FLYWAY,
        /** Take over from Liquibase. */
        LIQUIBASE,
        /** Take over from switchy. */
        SWITCHY;

        /** The tool to take over from, if one is meant. */
        public Optional<Adoption.Tool> tool() {
            return this == NONE || this == IGNORE ? Optional.empty() : Optional.of(Adoption.Tool.valueOf(name()));
        }
    }

    /** Reads any text as it is; the usual converter takes an empty one for none. */
    final class AnyTextConverter implements Converter<String> {

        private static final long serialVersionUID = 1L;

        @Override
        public String convert(String value) {
            return value;
        }
    }

    /** What development mode does when the scripts differ from what was applied. */
    enum OnChange {
        /** Rolls back everything from the first difference on and applies the pending migrations. */
        REDO,
        /** Drops everything in the schema and migrates from the beginning. */
        RESET,
        /** Refuses to start, as in production. */
        REFUSE
    }
}
