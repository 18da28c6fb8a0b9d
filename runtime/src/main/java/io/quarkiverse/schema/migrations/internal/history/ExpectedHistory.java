package io.quarkiverse.schema.migrations.internal.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.internal.dialect.Dialect.RowsHash;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.Script;

/**
 * What a history holds when all that a build has found is applied as it was found, and nothing else: condensed as
 * {@link RowsHash} tells, so that the database itself can compare.
 *
 * @param hash 64 hexadecimal digits
 */
public record ExpectedHistory(String hash) {

    /** The id comes last, so that nothing in it can be taken for another column. */
    static final List<String> COLUMNS = List.of(Column.STATE.toString(), Column.UP_CHECKSUM.toString(),
            Column.DOWN_CHECKSUM.toString(), Column.ID.toString());

    /** Of all the migrations of a set. */
    public static ExpectedHistory of(List<Migration> migrations) {
        String rows = migrations.stream().sorted(Comparator.comparing(ExpectedHistory::key, Arrays::compareUnsigned))
                .map(ExpectedHistory::row).collect(Collectors.joining("\n"));
        return new ExpectedHistory(HexFormat.of().formatHex(
                Checksum.digest().digest(rows.getBytes(StandardCharsets.UTF_8))));
    }

    /** By its bytes, which is by code point; unlike the order of the set. */
    private static byte[] key(Migration migration) {
        return migration.id().value().getBytes(StandardCharsets.UTF_8);
    }

    private static String row(Migration migration) {
        return String.join(":", AppliedState.APPLIED.word(), hex(migration.up().verifiedBy()),
                hex(migration.downScript().map(Script::checksum)), migration.id().value());
    }

    private static String hex(Optional<Checksum> checksum) {
        return checksum.map(Checksum::hex).orElse("");
    }
}
