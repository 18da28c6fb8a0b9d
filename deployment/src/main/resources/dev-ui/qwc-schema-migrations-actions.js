import { html, css } from 'qwc-hot-reload-element';
import {
    SchemaMigrationsPage, common, stateBadge, lasting, place, code, excerpt, message, setTitle, PENDING, APPLIED, UNFINISHED
} from './schema-migrations-common.js';
import '@vaadin/select';
import '@vaadin/icon';
import '@vaadin/button';
import '@vaadin/checkbox';
import '@vaadin/progress-bar';

/** What can be done, whether it needs a migration to be named, and what it says of itself. */
const ACTIONS = [
    { id: 'migrate', title: 'Migrate', icon: 'forward', verb: 'Migrate', text: 'Applies pending migrations.' },
    { id: 'rollback', title: 'Roll back', icon: 'backward', verb: 'Roll back', text: 'Runs down scripts, newest first.' },
    { id: 'redo', title: 'Redo', icon: 'rotate', verb: 'Redo', text: 'Rolls the newest migration back and applies it again.' },
    { id: 'validate', title: 'Validate', icon: 'magnifying-glass', verb: 'Validate', text: 'Compares sources and history.' },
    { id: 'repair', title: 'Repair', icon: 'screwdriver-wrench', verb: 'Repair', text: 'Accepts changed scripts and forgets failures.' },
    { id: 'resolve', title: 'Resolve', icon: 'scale-balanced', verb: 'Resolve', text: 'Settles an interrupted or failed migration.' },
    { id: 'mark-applied', title: 'Mark applied', icon: 'check', verb: 'Mark as applied', text: 'Counts one migration as applied, without running it.' },
    { id: 'baseline', title: 'Baseline', icon: 'flag', verb: 'Baseline', text: 'Counts everything up to a migration as applied.' },
    { id: 'reset', title: 'Reset', icon: 'trash', verb: 'Drop and migrate', text: 'Drops the schema and migrates again.', danger: true },
];

/** Does things to the databases, each with a preview. */
export class QwcSchemaMigrationsActions extends SchemaMigrationsPage {

    static styles = [common, css`
        .selection { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; }
        #target { width: min(100%, 28rem); }
        .actions { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 0.5rem; }
        .action {
            display: grid;
            grid-template-columns: 1.4rem minmax(0, 1fr);
            align-content: start;
            gap: 0 0.6rem;
            padding: 0.6rem 0.8rem;
            font: inherit;
            text-align: left;
            cursor: pointer;
            color: inherit;
            background: var(--lumo-base-color);
            border: 1px solid var(--lumo-contrast-20pct);
            border-radius: var(--lumo-border-radius-m, 4px);
        }
        .action:hover { background: var(--lumo-contrast-5pct); }
        .action:focus-visible { outline: 2px solid var(--lumo-primary-color); }
        .action[aria-pressed=true] {
            border-color: var(--lumo-primary-color);
            background: color-mix(in srgb, var(--lumo-primary-color) 12%, transparent);
        }
        .action vaadin-icon { width: 1rem; height: 1rem; margin-top: 0.25rem; color: var(--lumo-primary-text-color); }
        .action.danger vaadin-icon { color: var(--lumo-error-text-color); }
        .action b { font-weight: 600; }
        .action span { grid-column: 2; }
        .stack { display: flex; flex-direction: column; gap: 0.75rem; }
        .step { border: 1px solid var(--lumo-contrast-10pct); border-radius: var(--lumo-border-radius-m, 4px); overflow: hidden; }
        .stepHead { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; align-items: center; padding: 0.4rem 0.75rem; background: var(--lumo-contrast-5pct); }
        .step .code { border: 0; }
        ul { margin: 0; padding-left: 1.25rem; }
        li { overflow-wrap: anywhere; }
        @media (max-width: 50rem) {
            :host { padding: 0.25rem 0.5rem 2rem 0.5rem; }
            .actions { grid-template-columns: repeat(2, minmax(0, 1fr)); }
            .action .secondary { display: none; }
            .cardBody { padding: 0.75rem; }
            vaadin-select { flex: 1 1 100%; }
        }
    `];

    static properties = {
        _set: { state: true },
        _schema: { state: true },
        _action: { state: true },
        _target: { state: true },
        _as: { state: true },
        _preview: { state: true },
        _running: { state: true },
        _progress: { state: true },
        _report: { state: true },
        _sure: { state: true },
    };

    constructor() {
        super();
        this._set = null;
        this._schema = '';
        this._action = 'migrate';
        this._target = '';
        this._as = 'applied';
        this._preview = null;
        this._running = false;
        this._progress = [];
        this._report = null;
        this._sure = false;
        const wanted = sessionStorage.getItem('schema-migrations-action');
        if (wanted) {
            sessionStorage.removeItem('schema-migrations-action');
            const { action, set, schema, target } = JSON.parse(wanted);
            this._action = action.startsWith('resolve') ? 'resolve' : action;
            this._set = set;
            this._schema = schema;
            this._target = target;
        }
    }

    changed() {
        if (this._set === null && this._sets.length > 0) {
            this._set = (this._sets.find(set => !set.problem) ?? this._sets[0]).name;
        }
        if (!this._running) {
            this._loadPreview();
        }
    }

    _chosen() {
        return this._sets.find(set => set.name === this._set);
    }

    _migrations() {
        const set = this._chosen();
        const schemas = (set?.schemas ?? []).filter(schema => !this._schema || schema.name === this._schema);
        const all = new Map();
        schemas.forEach(schema => schema.migrations.forEach(m => all.has(m.id) || all.set(m.id, m)));
        return [...all.values()];
    }

    /** The migrations that the action can be about. */
    _targets() {
        const migrations = this._migrations();
        const inState = states => migrations.filter(m => states.includes(m.state));
        switch (this._action) {
            case 'migrate':
                return [{ label: 'all pending migrations', value: '' },
                    ...inState(PENDING).filter(m => m.kind === 'versioned').map(m => ({ label: `up to ${m.id}`, value: 'id:' + m.id }))];
            case 'rollback':
                return [{ label: 'the one applied last', value: '' },
                    ...inState(APPLIED).filter(m => m.kind === 'versioned').reverse()
                        .map(m => ({ label: `${m.id} and newer`, value: 'from:' + m.id })),
                    { label: 'all', value: 'all' }];
            case 'resolve':
                return inState(UNFINISHED).map(m => ({ label: m.id, value: m.id }));
            case 'mark-applied':
                return inState(PENDING).map(m => ({ label: m.id, value: m.id }));
            case 'baseline':
                return inState(PENDING).filter(m => m.kind === 'versioned').map(m => ({ label: m.id, value: m.id }));
            default:
                return null;
        }
    }

    _needsTarget() {
        return ['resolve', 'mark-applied', 'baseline'].includes(this._action);
    }

    _choose(change) {
        Object.assign(this, change);
        this._report = null;
        this._sure = false;
        if (!('_target' in change)) {
            this._target = this._needsTarget() ? this._targets()?.[0]?.value ?? '' : '';
        }
        this._loadPreview();
    }

    _loadPreview() {
        this._preview = null;
        const set = this._chosen();
        if (!set || set.problem) {
            return;
        }
        if (this._needsTarget() && !this._target) {
            this._preview = { refusal: 'There is no migration that this could be about.', steps: [], changes: [], warnings: [] };
            return;
        }
        const asked = this._asked = {};
        const action = this._action === 'resolve' ? `resolve-${this._as}` : this._action;
        this.jsonRpc.preview({ set: this._set, schema: this._schema, action, target: this._target }).then(response => {
            if (this._asked === asked) {
                this._preview = response.result;
            }
        }).catch(failure => {
            this._preview = { refusal: failure?.error?.message ?? String(failure), steps: [], changes: [], warnings: [] };
        });
    }

    _run() {
        const where = { set: this._set, schema: this._schema };
        const calls = {
            'migrate': () => this.jsonRpc.migrate({ ...where, target: this._target }),
            'rollback': () => this.jsonRpc.rollback({ ...where, target: this._target }),
            'redo': () => this.jsonRpc.redo(where),
            'validate': () => this.jsonRpc.validate(where),
            'repair': () => this.jsonRpc.repair(where),
            'resolve': () => this.jsonRpc.resolve({ ...where, id: this._target, as: this._as }),
            'mark-applied': () => this.jsonRpc.markApplied({ ...where, id: this._target }),
            'baseline': () => this.jsonRpc.baseline({ ...where, id: this._target }),
            'reset': () => this.jsonRpc.reset(where),
        };
        this._running = true;
        this._report = null;
        this._progress = [];
        const watching = setInterval(() => this.jsonRpc.getProgress({ set: this._set })
            .then(response => { this._progress = response.result; }), 500);
        const done = report => {
            clearInterval(watching);
            this._running = false;
            this._report = report;
            this._target = '';
            this._sure = false;
            this._choose({ _report: null, _target: this._needsTarget() ? this._targets()?.[0]?.value ?? '' : '' });
            this._report = report;
            this.updateComplete.then(() => this.renderRoot.querySelector('#report')?.scrollIntoView({ block: 'start' }));
            this.hotReload();
        };
        calls[this._action]().then(response => done(response.result)).catch(failure => done({
            successful: false, message: failure?.error?.message ?? String(failure), steps: [], notRun: [], changes: [],
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
            <div class="actions">${ACTIONS.map(action => html`
                <button class="action ${action.danger ? 'danger' : ''}" data-action=${action.id} ?disabled=${this._running}
                    aria-pressed=${this._action === action.id} @click=${() => this._choose({ _action: action.id })}>
                    <vaadin-icon icon="font-awesome-solid:${action.icon}"></vaadin-icon><b>${action.title}</b>
                    <span class="secondary">${action.text}</span>
                </button>`)}</div>
            ${this._report ? this._renderReport(this._report) : ''}
            ${set?.problem ? message('warning', set.problem) : this._renderPreview()}`;
    }

    _renderSelection(set) {
        const schemas = (set?.schemas ?? []).map(schema => schema.name).filter(name => name);
        if (this._sets.length < 2 && schemas.length < 1) {
            return '';
        }
        return html`<div class="selection">
            <vaadin-select id="set" label="Migration set" .value=${this._set}
                .items=${this._sets.map(one => ({ label: setTitle(one), value: one.name }))}
                @value-changed=${e => e.detail.value !== this._set && e.detail.value
                    && this._choose({ _set: e.detail.value, _schema: '' })}></vaadin-select>
            ${schemas.length > 0 ? html`<vaadin-select id="schema" label="Schema" .value=${this._schema || '*'}
                .items=${[{ label: 'all schemas', value: '*' }, ...schemas.map(name => ({ label: name, value: name }))]}
                @value-changed=${e => { const value = e.detail.value === '*' ? '' : e.detail.value;
                    if (value !== this._schema) { this._choose({ _schema: value }); } }}></vaadin-select>` : ''}
        </div>`;
    }

    _renderPreview() {
        const action = ACTIONS.find(one => one.id === this._action);
        const preview = this._preview;
        const targets = this._targets();
        const nothing = preview && !preview.refusal && this._action !== 'validate'
            && preview.steps.length === 0 && preview.changes.length === 0;
        return html`<section class="card" id="preview">
            <div class="cardHead"><h3>${action.title}: preview</h3></div>
            <div class="cardBody stack">
                ${targets && targets.length > 0 ? html`<div class="selection">
                    <vaadin-select id="target" label=${this._needsTarget() ? 'Migration' : 'How far'}
                        .items=${targets.map(t => ({ label: t.label, value: t.value || '*' }))} .value=${this._target || '*'}
                        @value-changed=${e => { const value = e.detail.value === '*' ? '' : e.detail.value;
                            if (e.detail.value && value !== this._target) { this._choose({ _target: value }); } }}></vaadin-select>
                    ${this._action === 'resolve' ? html`<vaadin-select id="as" label="What became of it" .value=${this._as}
                        .items=${[{ label: 'all of it is in the schema', value: 'applied' },
                            { label: 'nothing of it is in the schema', value: 'not-applied' }]}
                        @value-changed=${e => e.detail.value && e.detail.value !== this._as
                            && this._choose({ _as: e.detail.value, _target: this._target })}></vaadin-select>` : ''}
                </div>` : ''}
                ${!preview ? html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>` : html`
                    ${preview.refusal ? message('warning', preview.refusal, excerpt(preview.excerpt)) : ''}
                    ${preview.note ? message('info', preview.note) : ''}
                    ${preview.warnings.map(warning => message('warning', warning))}
                    ${nothing ? html`<span class="secondary" id="nothing">There is nothing to do.</span>` : ''}
                    ${preview.changes.length > 0 ? html`<ul>${preview.changes.map(change => html`<li>${change}</li>`)}</ul>` : ''}
                    ${this._renderConfirmation(action, preview, nothing)}
                    ${preview.steps.map((step, i) => this._renderStep(step, i, preview.steps.length))}`}
            </div>
        </section>`;
    }

    _renderConfirmation(action, preview, nothing) {
        if (this._running) {
            return this._progress.length === 0 ? html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>`
                : this._progress.map(p => html`<div><span class="secondary">${p.schema ? p.schema + ': ' : ''}${p.step} of
                    ${p.steps}${p.text ? ', ' + p.text : ''}</span>
                    <vaadin-progress-bar .value=${p.steps ? p.step / p.steps : 0}></vaadin-progress-bar></div>`);
        }
        if (preview.refusal) {
            return '';
        }
        return html`<div class="selection">
            ${action.danger ? html`<vaadin-checkbox label="Drop all data in this schema" .checked=${this._sure}
                @checked-changed=${e => { this._sure = e.detail.value; }}></vaadin-checkbox>` : ''}
            <vaadin-button id="run" theme="primary ${action.danger ? 'error' : ''}"
                ?disabled=${nothing || action.danger && !this._sure} @click=${() => this._run()}>
                <vaadin-icon icon="font-awesome-solid:${action.icon}" slot="prefix"></vaadin-icon>
                ${action.verb}${preview.steps.length > 0 ? ` (${preview.steps.length} ${preview.steps.length === 1 ? 'step' : 'steps'})` : ''}
            </vaadin-button>
        </div>`;
    }

    _renderStep(step, i, count) {
        const script = step.script;
        return html`<div class="step" data-id=${step.id}>
            <div class="stepHead">
                <span class="secondary">${i + 1} of ${count}</span>
                <b>${step.schema ? step.schema + ': ' : ''}${step.direction}</b> <span class="mono">${step.id}</span>
                ${place(script.location, script.file, 1)}
                <span class="secondary">${script.transaction ? '' : 'without a transaction'}</span>
            </div>
            ${script.problem ? message('info', script.problem) : ''}
            ${script.text === undefined ? '' : code(script.text)}
        </div>`;
    }

    _renderReport(report) {
        return html`<section class="stack" id="report" data-successful=${report.successful}>
            ${message(report.successful ? 'success' : 'error', report.message, html`${excerpt(report.excerpt)}
                ${report.steps.length > 0 || report.failed || report.notRun.length > 0 ? html`<ul>
                    ${report.steps.map(step => html`<li>${step.schema ? step.schema + ': ' : ''}<span class="mono">${step.id}</span>
                        ${step.done}, ${step.statements} ${step.statements === 1 ? 'statement' : 'statements'},
                        ${lasting(step.millis)}</li>`)}
                    ${report.failed ? html`<li><span class="mono">${report.failed}</span> ${stateBadge('failed')}</li>` : ''}
                    ${report.notRun.map(id => html`<li><span class="mono">${id}</span> not run</li>`)}</ul>` : ''}
                ${report.changes.length > 0 ? html`<ul>${report.changes.map(change => html`<li>${change}</li>`)}</ul>` : ''}`)}
        </section>`;
    }
}

customElements.define('qwc-schema-migrations-actions', QwcSchemaMigrationsActions);
