package io.quarkiverse.schema.migrations.it.devui;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A real browser without a window. Elements are looked up in all shadow roots. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String FIND = """
            const [selector, text] = arguments;
            const found = [];
            const visit = root => {
                root.querySelectorAll(selector).forEach(e => {
                    if (e.getClientRects().length && (!text || (e.innerText ?? '').includes(text))) { found.push(e); }
                });
                root.querySelectorAll('*').forEach(e => e.shadowRoot && visit(e.shadowRoot));
            };
            visit(document);
            return found.length ? found[0] : null;
            """;
    /** All that a reader sees, whatever it is made of. */
    private static final String TEXT = """
            const texts = [];
            const visit = root => root.childNodes.forEach(n => {
                if (n.nodeType === 3) { texts.push(n.textContent); }
                if (n.nodeType === 1 && n.tagName !== 'STYLE' && n.tagName !== 'SCRIPT') {
                    if (n.shadowRoot) { visit(n.shadowRoot); }
                    visit(n);
                }
            });
            visit(arguments[0].shadowRoot ?? arguments[0]);
            return texts.join('');
            """;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts one; where the machine has none, the test says so and is skipped. */
    static Browser start() {
        boolean installed = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
        if (!installed) {
            System.err.println("No browser on this machine: install " + CHROMIUM + " and " + DRIVER
                    + " (Debian: chromium, chromium-driver) to test the pages of the Dev UI");
        }
        assumeTrue(installed, "there is no " + CHROMIUM + " with " + DRIVER + " (Debian: chromium, chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                "--disable-background-networking", "--disable-component-update", "--no-first-run",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1");
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(new File(DRIVER.toString()))
                .usingAnyFreePort().build();
        Browser browser = new Browser(new ChromeDriver(service, options));
        browser.size(1280, 900);
        return browser;
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    void open(String url) {
        driver.get(url);
    }

    void theme(String name) {
        driver.executeScript("localStorage.setItem('vaadin-theme', arguments[0])", name);
    }

    Object script(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /** Waits for an element. */
    WebElement find(String selector, String text) {
        return await(() -> (WebElement) script(FIND, selector, text), element -> element != null,
                () -> "no " + selector + " with '" + text + "'; the page says: " + text());
    }

    WebElement find(String selector) {
        return find(selector, "");
    }

    boolean has(String selector, String text) {
        return script(FIND, selector, text) != null;
    }

    void click(String selector, String text) {
        WebElement element = find(selector, text);
        script("arguments[0].scrollIntoView({block: 'center'})", element);
        await(() -> {
            try {
                find(selector, text).click();
                return true;
            } catch (org.openqa.selenium.WebDriverException e) {
                return false; // it moves, or was made again
            }
        }, done -> done, () -> "cannot click " + selector + " '" + text + "'; the page says: " + text());
    }

    void click(String selector) {
        click(selector, "");
    }

    /** Waits until the page says something. */
    void see(String text) {
        await(this::text, said -> said.contains(text), () -> "'" + text + "' is not on the page, which says: " + text());
    }

    void seeNo(String text) {
        await(this::text, said -> !said.contains(text), () -> "'" + text + "' is still on the page, which says: " + text());
    }

    /** What the page says, with all blanks made one. */
    String text() {
        return ((String) script(TEXT, driver.findElement(org.openqa.selenium.By.id("page")))).replaceAll("\\s+", " ");
    }

    void type(String selector, String text) {
        WebElement field = find(selector);
        script("arguments[0].focus()", field);
        ((WebElement) script("return arguments[0].inputElement ?? arguments[0]", field)).sendKeys(text);
    }

    void screenshot(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    private static <T> T await(Supplier<T> what, Predicate<T> enough, Supplier<String> complaint) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            T now = what.get();
            if (enough.test(now)) {
                return now;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(complaint.get());
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
