package io.quarkiverse.schema.migrations.runtime.command;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.report.ChangeReport;
import io.quarkiverse.schema.migrations.report.PlanReport;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StatusReport;
import io.quarkiverse.schema.migrations.report.ValidationReport;
import io.quarkiverse.schema.migrations.runtime.command.DriftDetector.DriftReport;

/** Puts what commands report into text. */
interface Rendering {

    String status(StatusReport report);

    String plan(PlanReport report);

    String run(RunReport report);

    String validation(ValidationReport report);

    String changes(ChangeReport report);

    String drift(DriftReport report);

    /**
     * What is printed in the end.
     *
     * @param command the command's word
     * @param exit how it went
     * @param sets what was said of each set, by the methods above
     * @param failure what ended the command, if something did
     */
    String all(String command, ExitCode exit, List<String> sets, Optional<String> failure);
}
