package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import io.quarkiverse.schema.migrations.internal.dialect.TableName;

/**
 * The number that stands for a set among the advisory locks. They belong to one database of the server, so that its name
 * is part of the lock without being part of the number.
 */
record LockKey(long value) {

    /**
     * @param table the history table, with its schema
     */
    static LockKey of(TableName table) {
        String name = "schema-migrations\0" + table.schema().orElseThrow() + "\0" + table.table();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return new LockKey(ByteBuffer.wrap(hash).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A condition on {@code pg_locks}: the lock is held by the row's session. */
    String condition(String alias) {
        return alias + ".locktype = 'advisory' AND " + alias + ".classid = " + (value >>> 32) + " AND " + alias + ".objid = "
                + (value & 0xffffffffL) + " AND " + alias + ".objsubid = 1 AND " + alias + ".granted AND " + alias
                + ".database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())";
    }
}
