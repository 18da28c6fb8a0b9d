package io.quarkiverse.schema.migrations.runtime.observe;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.inject.Any;

import io.quarkiverse.schema.migrations.runtime.SetCommands;
import io.quarkiverse.schema.migrations.runtime.SetStart;
import io.quarkiverse.schema.migrations.runtime.command.Overview;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Answers with the status of the active sets, or of the one that the parameter {@code set} names; on a worker thread. */
public final class StatusPage implements Handler<RoutingContext> {

    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;

    private final Map<String, String> loggedFailures = new ConcurrentHashMap<>();

    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        HttpMethod method = context.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            response.setStatusCode(NOT_ALLOWED).putHeader(HttpHeaders.ALLOW, "GET, HEAD").end();
            return;
        }
        List<String> named = context.queryParam("set");
        List<SetCommands> sets = active().stream().filter(set -> named.isEmpty() || named.contains(set.set())).toList();
        if (!named.isEmpty() && sets.isEmpty()) {
            response.setStatusCode(NOT_FOUND).end();
            return;
        }
        Overview overview = new Overview(loggedFailures);
        sets.forEach(set -> overview.add(set, SetStart::reason));
        if (overview.isPartial()) {
            response.setStatusCode(UNAVAILABLE);
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(overview.toString());
    }

    private static List<SetCommands> active() {
        return Arc.container().select(SetCommands.class, Any.Literal.INSTANCE).handlesStream()
                .filter(handle -> handle.getBean().isActive()).map(InstanceHandle::get)
                .sorted(Comparator.comparing(SetCommands::set)).toList();
    }
}
