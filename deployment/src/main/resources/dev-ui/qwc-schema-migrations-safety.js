import { html, css } from 'qwc-hot-reload-element';
import {
    SchemaMigrationsPage, common, stateBadge, lasting, place, code, excerpt, message, setTitle, PENDING, UNFINISHED
} from './schema-migrations-common.js';
import '@vaadin/select';
import '@vaadin/icon';
import '@vaadin/button';
import '@vaadin/checkbox';
import '@vaadin/progress-bar';

const ROWS = ['1000', '10000', '100000', '1000000'];

/** What a hazard is called for people. */
const HAZARDS = {
    'blocking': 'blocks for too long',
    'scan': 'reads the whole table under a lock',
    'rewrite': 'rewrites the table',
    'lock-timeout': 'waits for a lock without a limit',
    'rows': 'locks many rows',
    'invalid-index': 'leaves an invalid index',
    'incompatible': 'breaks the running release',
};

/** Measures in a scratch database what migrations do to a database that is in use. */
export class QwcSchemaMigrationsSafety extends SchemaMigrationsPage {

    static styles = [common, css`
        .selection { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; }
        #from { width: min(100%, 28rem); }
        .stack { display: flex; flex-direction: column; gap: 0.75rem; }
        .chosen { display: flex; flex-wrap: wrap; gap: 0.4rem 0.75rem; }
        .chosen span { white-space: nowrap; }
        table { border-collapse: collapse; width: 100%; font-size: var(--lumo-font-size-s); }
        th { text-align: left; font-weight: 600; color: var(--lumo-secondary-text-color); }
        th, td { padding: 0.35rem 0.75rem 0.35rem 0; vertical-align: top; border-bottom: 1px solid var(--lumo-contrast-10pct); }
        .wide { overflow-x: auto; }
        .finding { border-left: 4px solid var(--lumo-warning-color); padding: 0.1rem 0 0.1rem 0.75rem; overflow-wrap: anywhere; }
        .finding.accepted { border-color: var(--lumo-contrast-30pct); }
        .finding dl { margin: 0.25rem 0 0 0; display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.15rem 0.75rem; }
        .finding dt { color: var(--lumo-secondary-text-color); font-size: var(--lumo-font-size-s); }
        .finding dd { margin: 0; white-space: pre-wrap; }
        .statement { display: grid; grid-template-columns: 2.5rem minmax(0, 1fr); gap: 0.25rem 0.5rem; padding: 0.5rem 0;
            border-bottom: 1px solid var(--lumo-contrast-10pct); }
        .statement:last-child { border-bottom: 0; }
        .statement .line { color: var(--lumo-tertiary-text-color); text-align: right; }
        .statement pre { padding: 0; white-space: pre-wrap; max-height: 12rem; overflow: auto; }
        .effects { grid-column: 2; display: flex; flex-wrap: wrap; gap: 0.25rem 0.5rem; align-items: center; }
        h4 { margin: 0; font-size: var(--lumo-font-size-m); font-weight: 600; }
        ul { margin: 0; padding-left: 1.25rem; }
        @media (max-width: 50rem) {
            :host { padding: 0.25rem 0.5rem 2rem 0.5rem; }
            .cardBody { padding: 0.75rem; }
            vaadin-select { flex: 1 1 100%; }
            .finding dl { grid-template-columns: minmax(0, 1fr); }
        }
    `];

    static properties = {
        _set: { state: true },
        _schema: { state: true },
        _from: { state: true },
        _rows: { state: true },
        _java: { state: true },
        _plan: { state: true },
        _running: { state: true },
        _progress: { state: true },
        _report: { state: true },
    };

    constructor() {
        super();
        this._set = null;
        this._schema = '';
        this._from = '';
        this._rows = '100000';
        this._java = false;
        this._plan = null;
        this._running = false;
        this._progress = '';
        this._report = null;
    }

    changed() {
        if (this._set === null && this._sets.length > 0) {
            this._set = (this._sets.find(set => !set.problem) ?? this._sets[0]).name;
        }
        if (!this._running) {
            if (this._report) {
                this._report.outdated = true;
            }
            this._loadPlan();
        }
    }

    _chosen() {
        return this._sets.find(set => set.name === this._set);
    }

    _migrations() {
        const schemas = this._chosen()?.schemas ?? [];
        const schema = schemas.find(one => one.name === this._schema) ?? schemas[0];
        return (schema?.migrations ?? []).filter(m => m.location);
    }

    _choose(change) {
        Object.assign(this, change);
        this._report = null;
        this._loadPlan();
    }

    _loadPlan() {
        const set = this._chosen();
        if (!set || set.problem) {
            this._plan = null;
            return;
        }
        if (this._from && !this._migrations().some(m => m.id === this._from)) {
            this._from = '';
        }
        const asked = this._asked = {};
        this.jsonRpc.planMeasurement({ set: this._set, schema: this._schema, from: this._from }).then(response => {
            if (this._asked === asked) {
                this._plan = response.result;
            }
        }).catch(failure => {
            this._plan = { refusal: failure?.error?.message ?? String(failure), notes: [], migrations: [], inJava: [] };
        });
    }

    _measure() {
        this._running = true;
        this._report = null;
        this._progress = '';
        const watching = setInterval(() => this.jsonRpc.getMeasurementProgress()
            .then(response => { this._progress = response.result; }), 500);
        const done = report => {
            clearInterval(watching);
            this._running = false;
            this._report = report;
            this.updateComplete.then(() => this.renderRoot.querySelector('#report')?.scrollIntoView({ block: 'start' }));
        };
        this.jsonRpc.measureSafety({
            set: this._set, schema: this._schema, from: this._from, rows: this._rows, java: String(this._java),
        }).then(response => done(response.result)).catch(failure => done({
            successful: false, message: failure?.error?.message ?? String(failure), migrations: [], notMeasured: [],
        }));
    }

    render() {
        if (!this._sets) {
            return html`${this.renderLost()}<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        if (this._sets.length === 0) {
            return message('info', 'The application has no migration set.');
        }
        const set = this._chosen();
        return html`
            ${this.renderLost()}
            ${this._renderSelection(set)}
            ${set?.problem ? message('warning', set.problem) : this._renderPlan()}
            ${this._report ? this._renderReport(this._report) : ''}`;
    }

    _renderSelection(set) {
        const schemas = (set?.schemas ?? []).map(schema => schema.name).filter(name => name);
        const migrations = this._migrations();
        const select = (id, label, value, items, chosen) => html`<vaadin-select id=${id} label=${label} .value=${value}
            .items=${items} ?disabled=${this._running}
            @value-changed=${e => e.detail.value && e.detail.value !== value && chosen(e.detail.value)}></vaadin-select>`;
        const open = migrations.some(m => PENDING.includes(m.state) || UNFINISHED.includes(m.state));
        return html`<div class="selection">
            ${this._sets.length > 1 ? select('set', 'Migration set', this._set,
                this._sets.map(one => ({ label: setTitle(one), value: one.name })),
                value => this._choose({ _set: value, _schema: '', _from: '', _java: false })) : ''}
            ${schemas.length > 1 ? select('schema', 'Schema', this._schema || schemas[0],
                schemas.map(name => ({ label: name, value: name })), value => this._choose({ _schema: value })) : ''}
            ${migrations.length > 0 ? select('from', 'Measure', this._from || '*',
                [{ label: open ? 'all pending migrations' : 'the newest migration', value: '*' },
                    ...[...migrations].reverse().map(m => ({ label: `${m.id} and newer (${m.state})`, value: m.id }))],
                value => this._choose({ _from: value === '*' ? '' : value })) : ''}
            ${select('rows', 'Rows in each table', this._rows,
                ROWS.map(rows => ({ label: Number(rows).toLocaleString('en'), value: rows })),
                value => this._choose({ _rows: value }))}
        </div>`;
    }

    _renderPlan() {
        const plan = this._plan;
        if (!plan) {
            return html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        return html`<section class="card" id="plan"><div class="cardBody stack">
            ${plan.refusal ? message('warning', plan.refusal) : html`
                ${plan.notes.map(note => message('info', note))}
                <div class="chosen">${plan.migrations.map(m => html`<span data-id=${m.id}><span class="mono">${m.id}</span>
                    ${stateBadge(m.state)}</span>`)}</div>
                ${plan.inJava.length > 0 ? html`<vaadin-checkbox id="java" .checked=${this._java}
                    @checked-changed=${e => { this._java = e.detail.value; }}
                    label="Run ${plan.inJava.join(', ')}, which ${plan.inJava.length === 1 ? 'is' : 'are'} in Java: with a connection to the scratch database, and whatever else the code uses"
                    ></vaadin-checkbox>` : ''}
                ${this._running ? html`<div><span class="secondary" id="progress">${this._progress}</span>
                    <vaadin-progress-bar indeterminate></vaadin-progress-bar></div><div>
                    <vaadin-button id="stop" @click=${() => this.jsonRpc.stopMeasurement()}>
                        <vaadin-icon icon="font-awesome-solid:stop" slot="prefix"></vaadin-icon>Stop
                    </vaadin-button></div>` : html`<div>
                    <vaadin-button id="run" theme="primary" ?disabled=${plan.inJava.length > 0 && !this._java}
                        @click=${() => this._measure()}>
                        <vaadin-icon icon="font-awesome-solid:stopwatch" slot="prefix"></vaadin-icon>
                        Measure (${plan.migrations.length} ${plan.migrations.length === 1 ? 'migration' : 'migrations'})
                    </vaadin-button></div>`}`}
        </div></section>`;
    }

    _renderReport(report) {
        const safe = report.successful && report.migrations.every(m => m.safe);
        const rest = report.failed || report.notMeasured.length > 0 ? html`<ul>
            ${report.failed ? html`<li><span class="mono">${report.failed}</span> ${stateBadge('failed')}</li>` : ''}
            ${report.notMeasured.map(id => html`<li><span class="mono">${id}</span> not measured</li>`)}</ul>` : '';
        return html`<section class="stack" id="report" data-successful=${report.successful} data-safe=${safe}>
            ${report.outdated ? message('info', 'Scripts or database have changed since. Measure again.') : ''}
            ${message(!report.successful ? 'error' : safe ? 'success' : 'warning', report.message,
                html`${excerpt(report.excerpt)}${rest}`)}
            ${report.migrations.map(m => this._renderMigration(m))}
        </section>`;
    }

    _renderMigration(m) {
        return html`<section class="card measured" data-id=${m.id} data-safe=${m.safe}>
            <div class="cardHead">
                <h3 class="mono">${m.id}</h3>
                <span class="badge ${m.safe ? 'success' : 'warning'}">${m.safe ? 'safe' : 'not safe'}</span>
                ${m.postDeploy ? html`<span class="badge primary">post-deploy</span>` : ''}
                <span class="secondary">took ${lasting(m.millis)}${m.schema ? `, in schema ${m.schema}` : ''}</span>
                ${place(m.script.location, m.script.file, 1)}
            </div>
            <div class="cardBody stack">
                ${m.findings.map(finding => this._renderFinding(finding))}
                ${m.accept ? html`<span class="secondary">To accept this, put at the head of the script:
                    <span class="mono">${m.accept}</span></span>` : ''}
                ${m.tables.length === 0 ? html`<span class="secondary">Nothing that existed before is locked, rewritten, read or
                    changed.</span>` : this._renderTables(m.tables)}
                ${m.statements.length > 0 ? html`<h4>Statements</h4><div>${m.statements.map(s => this._renderStatement(s))}</div>`
                    : m.script.text ? code(m.script.text) : message('info', m.script.problem ?? '')}
                ${m.down === false ? html`<span class="secondary">It cannot be rolled back: there is no down script.</span>` : ''}
                ${m.notObserved.map(what => html`<span class="secondary">Not observed: ${what}</span>`)}
            </div>
        </section>`;
    }

    _renderFinding(finding) {
        return html`<div class="finding ${finding.accepted ? 'accepted' : ''}" data-hazard=${finding.hazard}>
            <b>${finding.table}: ${HAZARDS[finding.hazard] ?? finding.hazard}</b>
            <span class="mono secondary">${finding.hazard}(${finding.table})</span>
            <dl><dt>measured</dt><dd>${finding.what}</dd>
                ${finding.accepted ? html`<dt>accepted</dt><dd>${finding.accepted}</dd>`
                    : html`<dt>meanwhile</dt><dd>${finding.meanwhile}</dd><dt>safe</dt><dd>${finding.remedy}</dd>`}</dl>
        </div>`;
    }

    _renderTables(tables) {
        return html`<div class="wide"><table>
            <tr><th>Table</th><th>Lock</th><th>For at most</th><th>What waits</th><th>Done to it</th></tr>
            ${tables.map(t => html`<tr data-table=${t.table}>
                <td><span class="mono">${t.table}</span>${t.rows ? html`<br><span class="secondary">${t.rows.toLocaleString('en')}
                    rows</span>` : ''}</td>
                <td>${t.locks.map(lock => html`<div>${lock.mode}</div>`)}</td>
                <td>${t.locks.map(lock => html`<div>${lasting(lock.millis)}</div>`)}${t.waited !== null && t.waited !== undefined
                    ? html`<div class="secondary">longest wait of another connection ${lasting(t.waited)}</div>` : ''}</td>
                <td>${t.locks.map(lock => html`<div>${lock.waits}</div>`)}</td>
                <td>${this._done(t).map(what => html`<div>${what}</div>`)}</td></tr>`)}
        </table></div>`;
    }

    _done(t) {
        return [...t.changes, ...(t.scan ? ['read in full while others wait'] : t.read ? [`${t.read.toLocaleString('en')} rows read`] : []),
            ...(t.changed ? [`${t.changed.toLocaleString('en')} rows changed`] : [])];
    }

    _renderStatement(s) {
        return html`<div class="statement" data-line=${s.line}>
            <span class="line">${s.line}</span><pre>${s.sql}</pre>
            <div class="effects"><span class="secondary">${lasting(s.millis)}</span>
                ${s.tables.map(t => html`<span class="secondary"><span class="mono">${t.table}</span>:
                    ${[...t.locks.map(lock => `takes ${lock.mode} (${lock.waits} wait for ${lasting(lock.millis)}, until the end)`),
                        ...this._done(t)].join(', ')}</span>`)}
            </div></div>`;
    }
}

customElements.define('qwc-schema-migrations-safety', QwcSchemaMigrationsSafety);
