package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultHandler;
import org.postgresql.jdbc.AutoSave;
import org.postgresql.jdbc.PreferQueryMode;

/** What a pipeline makes of a driver that does not behave as the releases that it was tried with. */
class PipelineTest {

    @Test
    void fails_when_the_driver_has_not_answered_every_statement() throws SQLException {
        Pipeline pipeline = Pipeline.on(answering(2)).add("BEGIN").add("INSERT INTO t VALUES (1)").add("COMMIT");

        assertThatThrownBy(pipeline::send)
                .hasMessage("the JDBC driver has answered 2 of 3 statements: use another release of it");
    }

    @Test
    void succeeds_when_it_has() throws SQLException {
        Pipeline pipeline = Pipeline.on(answering(3)).add("BEGIN").add("INSERT INTO t VALUES (1)").add("COMMIT");

        assertThatCode(pipeline::send).doesNotThrowAnyException();
    }

    /** A connection whose driver answers as many statements of a pipeline, whatever it is given. */
    private static BaseConnection answering(int statements) {
        QueryExecutor executor = proxy(QueryExecutor.class, (self, method, arguments) -> switch (method.getName()) {
            case "getPreferQueryMode" -> PreferQueryMode.EXTENDED;
            case "getAutoSave" -> AutoSave.NEVER;
            case "isClosed" -> false;
            case "execute" -> {
                for (int i = 0; i < statements; i++) {
                    ((ResultHandler) arguments[2]).handleCommandStatus("INSERT 0 1", 1, 0);
                }
                yield null;
            }
            default -> null;
        });
        return proxy(BaseConnection.class,
                (self, method, arguments) -> method.getName().equals("unwrap") ? self : executor);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
    }
}
