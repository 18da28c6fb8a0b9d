package io.quarkiverse.schema.migrations.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import jakarta.transaction.Status;
import jakarta.transaction.SystemException;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.internal.engine.Commands;
import io.quarkiverse.schema.migrations.internal.engine.Engine;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings;
import io.quarkiverse.schema.migrations.internal.engine.Failures;
import io.quarkiverse.schema.migrations.internal.engine.ManySchemas;
import io.quarkiverse.schema.migrations.internal.history.ExpectedHistory;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.runtime.command.DriftDetector;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableInstance;

/**
 * The commands of a set in an application.
 * <p>
 * Commands are refused inside a JTA transaction: the pool would hand out the transaction's own connection, and what the
 * migrations commit would be the caller's to roll back.
 */
public class SetCommands extends Commands {

    private final String set;
    private final SetEngine maker;
    private final SchemaMigrations engine;

    /**
     * @param maker makes the engine, so that what is wrong with the configuration stops the start
     */
    SetCommands(String set, SetEngine maker) {
        this(set, maker, maker.create());
    }

    /** The same commands, done by another engine. */
    SetCommands(SetCommands commands, SchemaMigrations engine) {
        this(commands.set, commands.maker, engine);
    }

    private SetCommands(String set, SetEngine maker, SchemaMigrations engine) {
        this.set = set;
        this.maker = maker;
        this.engine = engine;
    }

    /** The bean of a set. */
    public static InjectableInstance<SetCommands> of(String set) {
        return Arc.container().select(SetCommands.class, SetEngine.qualifier(set));
    }

    /**
     * The same as {@link #migrate}, for a start: no transaction can be active yet.
     *
     * @param expected what the history holds when nothing is pending; empty when the build could not know
     */
    RunReport migrate(Target target, Optional<ExpectedHistory> expected) {
        return maker.isObserved() ? maker.observed("migrate", () -> unobserved(target, expected))
                : unobserved(target, expected);
    }

    private RunReport unobserved(Target target, Optional<ExpectedHistory> expected) {
        // of several schemas, each has a history of its own
        return engine instanceof Engine one ? one.migrate(target, expected) : engine.migrate(target);
    }

    @Override
    public RunReport migrate(Target target) {
        return maker.observed("migrate", () -> super.migrate(target));
    }

    @Override
    public RunReport rollback(Target target) {
        return maker.observed("rollback", () -> super.rollback(target));
    }

    @Override
    public RunReport redo() {
        return maker.observed("redo", super::redo);
    }

    /** Returns what looks, schema by schema, what is pending; the name is empty where the set has no schemas. */
    Map<String, Supplier<Optional<String>>> outlooks(Target target, Optional<ExpectedHistory> expected) {
        if (engine instanceof Engine one) {
            return Map.of("", () -> one.outlook().pending(target, expected));
        }
        Map<String, Supplier<Optional<String>>> all = new LinkedHashMap<>();
        for (String schema : engine.schemas()) {
            Engine one = (Engine) engine.inSchema(schema);
            all.put(schema, () -> one.outlook().pending(target, Optional.empty()));
        }
        return all;
    }

    /** Leads to the database of the set. */
    public DataSource dataSource() {
        return maker.connections();
    }

    /** Returns where scratch databases of the set are made: beside its own database, unless the configuration names another. */
    public DriftDetector.ScratchServer scratchServer() {
        return DriftComparison.scratchServer(List.of(this));
    }

    /**
     * Returns the commands of the set, with all its sources, in a scratch database. No listener is notified.
     *
     * @param schema where they work; empty: where the connection is
     */
    public SchemaMigrations inScratch(DataSource scratch, Optional<String> schema) {
        return maker.scratch(scratch, new DriftComparison.Unwatched(maker.sources()), schema);
    }

    /** The same commands, which fail at once when the database cannot be reached. */
    public SetCommands withoutConnectRetries() {
        UnaryOperator<Engine> once = one -> new Engine(one.settings().withoutConnectRetries());
        return new SetCommands(this, engine instanceof ManySchemas schemas ? schemas.by(once) : once.apply((Engine) engine));
    }

    /** Makes engines of the same set on other databases. */
    SetEngine maker() {
        return maker;
    }

    /** Does the commands, whether a transaction is active or not. */
    SchemaMigrations engine() {
        return engine;
    }

    /** What the set is made of, for pages that show it; of several schemas, it is that of the first. */
    public EngineSettings settings() {
        return engine instanceof Engine one ? one.settings() : ((Engine) engine.inSchema(schemas().get(0))).settings();
    }

    @Override
    public String set() {
        return set;
    }

    @Override
    public List<String> schemas() {
        return engine.schemas();
    }

    @Override
    public SchemaMigrations inSchema(String schema) {
        return new SetCommands(set, maker, engine.inSchema(schema));
    }

    @Override
    protected <R> R execute(Command<R> command) {
        if (isActive()) {
            throw Failures.activeTransaction(set, command.name());
        }
        return command.work().apply(engine);
    }

    private boolean isActive() {
        try {
            return maker.transactions().getStatus() != Status.STATUS_NO_TRANSACTION;
        } catch (SystemException e) {
            throw new IllegalStateException("the transaction manager cannot tell whether a transaction is active", e);
        }
    }
}
