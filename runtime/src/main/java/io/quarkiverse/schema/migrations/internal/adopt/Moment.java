package io.quarkiverse.schema.migrations.internal.adopt;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads the times of other tools, which say nothing of their zone in most databases. */
final class Moment {

    private static final int DATE_LENGTH = "2026-01-31".length();

    private Moment() {
    }

    /**
     * The time in a column. A text is in UTC, as SQLite's own functions give it; where the column is a date without a zone it
     * is in that of this process, which is the session's.
     *
     * @return empty where there is none
     * @throws SQLException when it cannot be read as a time
     */
    static Optional<Instant> in(ResultSet row, String column) throws SQLException {
        Object value = row.getObject(column);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Timestamp timestamp) {
            return Optional.of(timestamp.toInstant());
        }
        if (value instanceof LocalDateTime local) {
            return Optional.of(local.atZone(ZoneId.systemDefault()).toInstant());
        }
        if (value instanceof Number milliseconds) {
            return Optional.of(Instant.ofEpochMilli(milliseconds.longValue()));
        }
        try {
            return Optional.of(ofText(value.toString().strip()));
        } catch (DateTimeException e) {
            throw new SQLException("the column " + column + " holds '" + value + "', which is not a time", e);
        }
    }

    static Instant ofText(String text) {
        String iso = text.length() > DATE_LENGTH ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
                : text;
        boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > DATE_LENGTH || iso.lastIndexOf('-') > DATE_LENGTH;
        return zoned ? OffsetDateTime.parse(iso).toInstant() : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }
}
