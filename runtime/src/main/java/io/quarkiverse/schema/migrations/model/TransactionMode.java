package io.quarkiverse.schema.migrations.model;

/** Whether a script and its row in the history are committed together. */
public enum TransactionMode {
    /** One transaction around the script and its row, where the database has transactional DDL. */
    TRANSACTION,
    /** Every statement by itself; the history follows statement by statement. */
    NONE
}
