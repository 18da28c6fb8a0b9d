import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { devuiState } from 'devui-state';
import '@vaadin/icon';
import '@vaadin/button';
import '@vaadin/progress-bar';
import 'qui-themed-code-block';
import 'qui-ide-link';

const POLL_MILLIS = 2000;
const RESTART_MILLIS = 30000;

/** The colours of the states, as the command line has them. */
const COLOURS = {
    'pending': 'primary',
    'out of order': 'warning',
    'held': 'primary',
    'rolled back': 'contrast',
    'applied': 'success',
    'modified': 'warning',
    'missing': 'warning',
    'future': 'warning',
    'running': 'primary',
    'interrupted': 'error',
    'failed': 'error',
};

export const PENDING = ['pending', 'out of order', 'held', 'rolled back'];
export const APPLIED = ['applied', 'modified', 'missing', 'future'];
export const UNFINISHED = ['interrupted', 'failed'];

export const stateBadge = (state, more = '') => html`
    <span class="badge ${COLOURS[state] ?? 'contrast'}" data-state=${state}>${state}${more}</span>`;

export const stateColour = state => COLOURS[state] ?? 'contrast';

/** How long ago, for people; the exact time is the title. */
export const ago = iso => {
    if (!iso) {
        return '';
    }
    const seconds = Math.max(0, (Date.now() - Date.parse(iso)) / 1000);
    const units = [['day', 86400], ['hour', 3600], ['minute', 60]];
    for (const [name, length] of units) {
        if (seconds >= length) {
            const count = Math.floor(seconds / length);
            return `${count} ${name}${count === 1 ? '' : 's'} ago`;
        }
    }
    return seconds < 5 ? 'just now' : `${Math.floor(seconds)} seconds ago`;
};

export const lasting = millis => {
    if (millis === null || millis === undefined) {
        return '';
    }
    return millis < 1000 ? `${millis} ms` : millis < 60000 ? `${(millis / 1000).toFixed(1)} s`
        : `${Math.floor(millis / 60000)} min ${Math.floor(millis % 60000 / 1000)} s`;
};

/** A location, which opens in the editor where there is one. */
export const place = (location, file, line = 0) => {
    const shown = html`<span class="mono">${location}${line ? ':' + line : ''}</span>`;
    if (!file || !devuiState.ideInfo?.ideName) {
        return html`<span class="place" title=${file ?? location}>${shown}</span>`;
    }
    return html`<span class="place" title=${file}>${shown}
        <qui-ide-link fileName=${'file://' + file} lang="sql" lineNumber=${String(line)} noCheck>
            <vaadin-button theme="tertiary small" title="Open ${file}">
                <vaadin-icon icon="font-awesome-solid:arrow-up-right-from-square" slot="prefix"></vaadin-icon>Open in IDE
            </vaadin-button>
        </qui-ide-link></span>`;
};

/** A path from the project on. */
export const short = file => file.includes('/src/') ? file.slice(file.lastIndexOf('/src/') + 1) : file;

export const code = (sql, numbers = true) => html`
    <div class="code"><qui-themed-code-block mode="sql" .content=${sql} ?showLineNumbers=${numbers}></qui-themed-code-block></div>`;

/** The lines of a script around a failure, with a mark under the place. */
export const excerpt = found => !found ? '' : html`
    <div class="excerpt" data-line=${found.line}>
        <div class="excerptHead">${place(found.location, found.file, found.line)}</div>
        <pre>${found.lines.map(line => html`<span class="codeLine ${line.number === found.line ? 'hit' : ''}"><span
            class="number">${String(line.number).padStart(4)}</span> ${line.text}</span>${line.number === found.line
            ? html`<span class="codeLine mark">     ${' '.repeat(Math.max(0, found.column - 1))}^</span>` : ''}`)}</pre>
    </div>`;

export const message = (level, text, more = '') => html`
    <div class="message ${level}" role=${level === 'error' ? 'alert' : 'status'}>
        <vaadin-icon icon="font-awesome-solid:${level === 'success' ? 'circle-check' : level === 'info' ? 'circle-info'
        : 'triangle-exclamation'}"></vaadin-icon>
        <div class="messageText">${text}${more}</div>
    </div>`;

export const setTitle = set => set.name === '<default>' ? 'Default set' : `Set ${set.name}`;

/** A page that knows the sets, and follows what other processes and editors do. */
export class SchemaMigrationsPage extends QwcHotReloadElement {

    jsonRpc = new JsonRpc(this, false);

    static properties = {
        _sets: { state: true },
        _lost: { state: true },
    };

    constructor() {
        super();
        this._sets = null;
        this._lost = null;
    }

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
        this._timer = setInterval(() => {
            if (document.visibilityState === 'visible') {
                this._load();
            }
        }, POLL_MILLIS);
    }

    disconnectedCallback() {
        clearInterval(this._timer);
        super.disconnectedCallback();
    }

    hotReload() {
        this._loading = false;
        this._text = null; // a script may have changed in a way that the states do not show
        this._load();
    }

    /** Called when something has changed. */
    changed() {
    }

    _load() {
        if (this._loading) {
            if (Date.now() - this._since > RESTART_MILLIS) {
                this._lost = 'it restarts, or could not start. Open one of its own pages to see why.';
                this._loading = false;
            }
            return;
        }
        this._loading = true;
        this._since = Date.now();
        this.jsonRpc.followSources().then(following => {
            if (following.result) {
                return; // the restart ends with a hot reload; until then nothing would answer
            }
            return this.jsonRpc.getStatus().then(response => this._loaded(response));
        }).catch(failure => {
            this._loading = false;
            this._lost = failure?.error?.message ?? String(failure);
        });
    }

    _loaded(response) {
        this._loading = false;
        this._lost = null;
        const text = JSON.stringify(response.result);
        if (text !== this._text) {
            this._text = text;
            this._sets = response.result;
            this.changed();
        } else {
            this.requestUpdate(); // times pass
        }
    }

    renderLost() {
        return this._lost ? message('warning', `The application does not answer: ${this._lost}`) : '';
    }
}

export const common = css`
    :host {
        display: flex;
        flex-direction: column;
        gap: 1rem;
        padding: 0.25rem 1rem 2rem 1rem;
        max-width: 80rem;
        box-sizing: border-box;
        color: var(--lumo-body-text-color);
    }
    .card {
        border: 1px solid var(--lumo-contrast-10pct);
        border-radius: var(--lumo-border-radius-l, 8px);
        background: var(--lumo-base-color);
        overflow: hidden;
    }
    .cardHead {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.75rem;
        padding: 0.6rem 1rem;
        background: var(--lumo-contrast-5pct);
    }
    .cardHead h3, h3 {
        margin: 0;
        font-size: var(--lumo-font-size-l);
        font-weight: 600;
    }
    .cardBody {
        padding: 1rem;
    }
    .secondary {
        color: var(--lumo-secondary-text-color);
        font-size: var(--lumo-font-size-s);
    }
    .mono {
        font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
        font-size: var(--lumo-font-size-s);
        overflow-wrap: anywhere;
    }
    .badge {
        display: inline-block;
        padding: 0.1rem 0.6rem;
        border-radius: 1rem;
        font-size: var(--lumo-font-size-xs);
        font-weight: 600;
        white-space: nowrap;
        line-height: 1.5;
    }
    .badge.success { color: var(--lumo-success-text-color); background: color-mix(in srgb, var(--lumo-success-color) 15%, transparent); }
    .badge.primary { color: var(--lumo-primary-text-color); background: color-mix(in srgb, var(--lumo-primary-color) 15%, transparent); }
    .badge.warning { color: var(--lumo-warning-text-color); background: color-mix(in srgb, var(--lumo-warning-color) 18%, transparent); }
    .badge.error { color: var(--lumo-error-text-color); background: color-mix(in srgb, var(--lumo-error-color) 15%, transparent); }
    .badge.contrast { color: var(--lumo-secondary-text-color); background: var(--lumo-contrast-10pct); }
    .message {
        display: flex;
        gap: 0.75rem;
        padding: 0.75rem 1rem;
        border-radius: var(--lumo-border-radius-m, 4px);
        border-left: 4px solid var(--lumo-contrast-30pct);
        background: var(--lumo-contrast-5pct);
    }
    .message vaadin-icon { flex: none; width: 1.1rem; height: 1.1rem; margin-top: 0.2rem; }
    .messageText { white-space: pre-wrap; overflow-wrap: anywhere; min-width: 0; flex: 1; }
    .message.error { border-color: var(--lumo-error-color); }
    .message.error vaadin-icon { color: var(--lumo-error-text-color); }
    .message.warning { border-color: var(--lumo-warning-color); }
    .message.warning vaadin-icon { color: var(--lumo-warning-text-color); }
    .message.success { border-color: var(--lumo-success-color); }
    .message.success vaadin-icon { color: var(--lumo-success-text-color); }
    .message.info { border-color: var(--lumo-primary-color); }
    .message.info vaadin-icon { color: var(--lumo-primary-text-color); }
    .place { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.5rem; }
    .code {
        border: 1px solid var(--lumo-contrast-10pct);
        border-radius: var(--lumo-border-radius-m, 4px);
        overflow: auto;
        max-height: 32rem;
    }
    .excerpt {
        border: 1px solid var(--lumo-contrast-10pct);
        border-radius: var(--lumo-border-radius-m, 4px);
        margin-top: 0.75rem;
        overflow: hidden;
    }
    .excerptHead { padding: 0.3rem 0.75rem; background: var(--lumo-contrast-5pct); }
    pre {
        margin: 0;
        padding: 0.5rem 0.75rem;
        overflow-x: auto;
        font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
        font-size: var(--lumo-font-size-s);
        line-height: 1.5;
        white-space: pre;
    }
    pre .codeLine { display: block; width: fit-content; min-width: 100%; }
    pre .number { color: var(--lumo-tertiary-text-color); user-select: none; }
    pre .hit { background: color-mix(in srgb, var(--lumo-error-color) 12%, transparent); }
    pre .mark { color: var(--lumo-error-text-color); font-weight: 700; }
    pre .minus { background: color-mix(in srgb, var(--lumo-error-color) 12%, transparent); }
    pre .plus { background: color-mix(in srgb, var(--lumo-success-color) 14%, transparent); }
`;
