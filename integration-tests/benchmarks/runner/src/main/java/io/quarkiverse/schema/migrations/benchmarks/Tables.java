package io.quarkiverse.schema.migrations.benchmarks;

import java.util.List;
import java.util.OptionalDouble;

/** Shows results as AsciiDoc: a table a metric, a row for each work, a column for each that did it. */
final class Tables {

    private static final String BASELINE = Variant.NONE.title();

    private final Results results;

    Tables(Results results) {
        this.results = results;
    }

    /** All tables. */
    String all() {
        StringBuilder text = new StringBuilder();
        for (Metric metric : Metric.values()) {
            if (!results.works(metric).isEmpty()) {
                table(metric, text);
            }
        }
        return text.toString();
    }

    private void table(Metric metric, StringBuilder text) {
        List<String> participants = results.participants(metric);
        text.append('.').append(metric.title()).append("\n[%autowidth,cols=\"<")
                .append(",>".repeat(participants.size())).append("\"]\n|===\n|");
        participants.forEach(participant -> text.append(" |").append(participant));
        text.append("\n\n");
        for (String work : results.works(metric)) {
            text.append('|').append(work);
            for (String participant : participants) {
                text.append(" |").append(cell(metric, work, participant));
            }
            text.append('\n');
        }
        text.append("|===\n\n");
    }

    /** The median and, beside the application without migrations, what it is over that. */
    private String cell(Metric metric, String work, String participant) {
        OptionalDouble value = results.median(metric, work, participant);
        if (value.isEmpty()) {
            return "";
        }
        OptionalDouble baseline = results.median(metric, work, BASELINE);
        String text = metric.text(value.getAsDouble());
        return baseline.isEmpty() || participant.equals(BASELINE) || !Variant.isTitle(participant) ? text
                : text + " (" + metric.difference(value.getAsDouble() - baseline.getAsDouble()) + ")";
    }
}
