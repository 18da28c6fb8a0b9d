package io.quarkiverse.schema.migrations.internal.engine;

import java.util.List;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.internal.dialect.HistoryWatch;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.plan.Step;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.SourceProblem;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/**
 * Chooses how a step is taken.
 *
 * @param settings whose sources have the code
 * @param session where it is taken
 * @param scripts looked through already
 */
record Executions(EngineSettings settings, Session session, Scripts scripts) {

    /**
     * @param lock opens transactions
     * @param watch tells whether the history on which the step was planned still holds
     * @throws InvalidSourcesException when no source has the step's code
     */
    StepExecution of(Step step, SetLock lock, HistoryWatch watch) {
        TransactionMode mode = scripts.mode(step);
        ScriptLimits limits = settings.limits().of(step.work().options());
        if (step.work() instanceof Script script) {
            ReadyScript ready = new ReadyScript(scripts, script, limits);
            return mode == TransactionMode.TRANSACTION ? new TransactionalExecution(session, lock, ready, watch)
                    : new StepwiseRun(session, ready, watch);
        }
        ReadyCode ready = new ReadyCode(settings.set(), session, step, code(step, (Code) step.work()), limits);
        return mode == TransactionMode.TRANSACTION ? new TransactionalExecution(session, lock, ready, watch)
                : new SeparateCode(session, ready, watch);
    }

    private CodeMigration code(Step step, Code code) {
        return settings.sources().code(step.id(), code)
                .orElseThrow(() -> new InvalidSourcesException(settings.set(), List.of(new SourceProblem(code.location(),
                        "the source that offers '" + step.id()
                                + "' does not have its code: let its code(id, code) return it"))));
    }
}
