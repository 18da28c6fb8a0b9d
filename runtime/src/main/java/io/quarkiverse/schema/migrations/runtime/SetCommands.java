package io.quarkiverse.schema.migrations.runtime;

import java.util.List;

import jakarta.transaction.Status;
import jakarta.transaction.SystemException;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.ActiveTransactionException;
import io.quarkiverse.schema.migrations.internal.engine.Commands;
import io.quarkiverse.schema.migrations.report.RunReport;

/**
 * The commands of a set in an application. The engine is made when it is needed for the first time; a start that finds the
 * schema current does without.
 * <p>
 * Commands are refused inside a JTA transaction: the pool would hand out the transaction's own connection, and what the
 * migrations commit would be the caller's to roll back.
 */
public final class SetCommands extends Commands {

    private final String set;
    private final SetEngine maker;
    private SchemaMigrations engine;

    /**
     * @param maker makes the engine; now, where something can be wrong with it, so that this stops the start
     */
    SetCommands(String set, SetEngine maker) {
        this.set = set;
        this.maker = maker;
        if (!maker.isPlain()) {
            engine();
        }
    }

    /** Of one of its schemas. */
    private SetCommands(SetCommands all, SchemaMigrations ofSchema) {
        this.set = all.set;
        this.maker = all.maker;
        this.engine = ofSchema;
    }

    /** Made when it is asked for the first time. */
    synchronized SchemaMigrations engine() {
        if (engine == null) {
            engine = maker.create();
        }
        return engine;
    }

    /**
     * The same as {@link #migrate}, for a start: no transaction can be active yet.
     *
     * @param expected the hash of the history when the schema is current; empty when the build could not know
     */
    RunReport migrateAtStart(Target target, String expected) {
        return maker.isPlain() && target instanceof Target.Latest && !expected.isEmpty()
                ? new PlainStart(this, maker).migrate(expected)
                : engine().migrate(target);
    }

    @Override
    public String set() {
        return set;
    }

    @Override
    public List<String> schemas() {
        return engine().schemas();
    }

    @Override
    public SchemaMigrations inSchema(String schema) {
        return new SetCommands(this, engine().inSchema(schema));
    }

    @Override
    protected <R> R execute(Command<R> command) {
        if (isActive()) {
            throw new ActiveTransactionException("Nothing of set '" + set + "' was run: '" + command.name()
                    + "' was called inside an active transaction; call it outside of one, for example from a method with"
                    + " @Transactional(NOT_SUPPORTED)");
        }
        return command.work().apply(engine());
    }

    private boolean isActive() {
        try {
            return maker.transactions().getStatus() != Status.STATUS_NO_TRANSACTION;
        } catch (SystemException e) {
            throw new IllegalStateException("the transaction manager cannot tell whether a transaction is active", e);
        }
    }
}
