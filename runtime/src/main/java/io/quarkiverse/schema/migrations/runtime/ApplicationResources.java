package io.quarkiverse.schema.migrations.runtime;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * What the build has left in the application, for one command. Scripts mostly lie in one jar, so it is looked into before the
 * class loader is asked, which makes much of every single one.
 */
final class ApplicationResources {

    private final ClassLoader application;
    /** Shared with everybody else in this process, and never closed here. */
    private volatile JarFile latest;

    ApplicationResources(ClassLoader application) {
        this.application = application;
    }

    /**
     * @throws FileNotFoundException when it is not there any more
     */
    InputStream open(String location) throws IOException {
        JarFile jar = latest;
        ZipEntry entry = jar == null ? null : jar.getEntry(location);
        return entry == null ? find(location) : jar.getInputStream(entry);
    }

    private InputStream find(String location) throws IOException {
        URL url = application.getResource(location);
        if (url == null) {
            throw new FileNotFoundException(location + " was there when the application was built and is missing now;"
                    + " build the application again");
        }
        URLConnection connection = url.openConnection();
        if (connection instanceof JarURLConnection inJar && inJar.getUseCaches()) {
            latest = inJar.getJarFile();
        }
        return connection.getInputStream();
    }
}
