package io.quarkiverse.schema.migrations.deployment;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Asks the Dev UI of an application as its pages do. Quarkus's own class for it sleeps three seconds after each question. */
final class DevUiCalls {

    private static final URI SOCKET = URI.create("ws://localhost:8080/q/dev-ui/json-rpc-ws");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_IN_SECONDS = 60;
    private static final int ID = 4711;

    private final HttpClient client = HttpClient.newHttpClient();

    JsonNode ask(String method) throws Exception {
        return ask(method, Map.of());
    }

    /** Calls a method of the extension and returns its result. */
    JsonNode ask(String method, Map<String, Object> parameters) throws Exception {
        Answer answer = new Answer();
        WebSocket socket = client.newWebSocketBuilder().buildAsync(SOCKET, answer).get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
        try {
            socket.sendText(JSON.writeValueAsString(Map.of("jsonrpc", "2.0", "id", ID, "method",
                    "quarkus-schema-migrations_" + method, "params", parameters)), true);
            JsonNode response = JSON.readTree(answer.text.get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS));
            if (!response.has("result")) {
                throw new AssertionError(method + ": " + response);
            }
            return response.get("result").get("object");
        } finally {
            socket.abort();
        }
    }

    /** The message with the answer, of whatever the Dev UI sends. */
    private static final class Answer implements WebSocket.Listener {

        private final CompletableFuture<String> text = new CompletableFuture<>();
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                if (message.indexOf(Integer.toString(ID)) >= 0) {
                    text.complete(message.toString());
                }
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            text.completeExceptionally(error);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            text.completeExceptionally(new IllegalStateException("closed without an answer: " + status + " " + reason));
            return null;
        }
    }
}
