package io.quarkiverse.schema.migrations.runtime.config;

import org.eclipse.microprofile.config.spi.Converter;

/** Reads any text as it is; the usual converter takes an empty one for none. */
public final class AnyTextConverter implements Converter<String> {

    private static final long serialVersionUID = 1L;

    @Override
    public String convert(String value) {
        return value;
    }
}
