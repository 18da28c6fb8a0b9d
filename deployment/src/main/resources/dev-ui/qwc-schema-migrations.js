import { html, css } from 'qwc-hot-reload-element';
import {
    SchemaMigrationsPage, common, stateBadge, stateColour, ago, lasting, place, code, excerpt, message, setTitle,
    PENDING, APPLIED, UNFINISHED
} from './schema-migrations-common.js';
import '@vaadin/text-field';
import '@vaadin/icon';
import '@vaadin/button';
import '@vaadin/progress-bar';

/** The migrations of all sets, with their states. */
export class QwcSchemaMigrations extends SchemaMigrationsPage {

    static styles = [common, css`
        .filter {
            display: flex;
            flex-wrap: wrap;
            align-items: center;
            gap: 0.5rem;
        }
        .filter vaadin-text-field { flex: 1 1 14rem; max-width: 24rem; }
        .chip {
            font: inherit;
            cursor: pointer;
            border: 1px solid var(--lumo-contrast-20pct);
            border-radius: 1rem;
            padding: 0.15rem 0.75rem;
            font-size: var(--lumo-font-size-s);
            background: transparent;
            color: var(--lumo-body-text-color);
        }
        .chip[aria-pressed=true] {
            border-color: var(--lumo-primary-color);
            background: color-mix(in srgb, var(--lumo-primary-color) 15%, transparent);
            color: var(--lumo-primary-text-color);
        }
        .schema {
            padding: 0.4rem 1rem;
            border-top: 1px solid var(--lumo-contrast-10pct);
            font-weight: 600;
        }
        .row {
            display: grid;
            grid-template-columns: 1.2rem 9rem minmax(0, 1fr) 9rem 5rem minmax(0, 12rem);
            align-items: center;
            gap: 0 0.75rem;
            width: 100%;
            padding: 0.5rem 1rem;
            border: 0;
            border-top: 1px solid var(--lumo-contrast-10pct);
            background: transparent;
            color: inherit;
            font: inherit;
            text-align: left;
            cursor: pointer;
        }
        .row:hover { background: var(--lumo-contrast-5pct); }
        .row:focus-visible, .chip:focus-visible, .tab:focus-visible {
            outline: 2px solid var(--lumo-primary-color);
            outline-offset: -2px;
        }
        .row vaadin-icon { width: 0.7rem; height: 0.7rem; color: var(--lumo-tertiary-text-color); transition: transform 0.15s; }
        .row[aria-expanded=true] vaadin-icon { transform: rotate(90deg); }
        .id { font-weight: 600; overflow-wrap: anywhere; }
        .details {
            display: flex;
            flex-direction: column;
            gap: 0.75rem;
            padding: 0.75rem 1rem 1.25rem 1rem;
            border-top: 1px dashed var(--lumo-contrast-10pct);
            background: var(--lumo-contrast-5pct);
        }
        .tabs { display: flex; flex-wrap: wrap; gap: 0.25rem; }
        .tab {
            font: inherit;
            cursor: pointer;
            border: 0;
            border-bottom: 2px solid transparent;
            background: transparent;
            color: var(--lumo-secondary-text-color);
            padding: 0.3rem 0.75rem;
        }
        .tab[aria-selected=true] { color: var(--lumo-primary-text-color); border-color: var(--lumo-primary-color); }
        .facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.25rem 1rem; margin: 0; }
        .facts dt { color: var(--lumo-secondary-text-color); }
        .facts dd { margin: 0; overflow-wrap: anywhere; }
        .buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; }
        .statements { margin: 0; padding: 0; list-style: none; }
        .statements li { display: flex; gap: 0.75rem; padding: 0.1rem 0; }
        .statements .line { flex: none; width: 4rem; color: var(--lumo-tertiary-text-color); }
        @media (max-width: 50rem) {
            :host { padding: 0.25rem 0.5rem 2rem 0.5rem; }
            .row { grid-template-columns: 1.2rem minmax(0, 1fr) auto; padding: 0.5rem 0.75rem; gap: 0.15rem 0.5rem; }
            .row .stateCell { grid-column: 3; grid-row: 1; }
            .row .name { grid-column: 2; grid-row: 1; }
            .row .when, .row .took, .row .by { grid-column: 2 / 4; }
            .row .took:empty, .row .by:empty, .row .when:empty { display: none; }
            .row .took, .row .by { display: none; }
            .facts { grid-template-columns: 1fr; }
            .facts dd { margin-bottom: 0.4rem; }
            .cardBody, .details { padding: 0.75rem; }
        }
    `];

    static properties = {
        _states: { state: true },
        _open: { state: true },
        _detail: { state: true },
        _tab: { state: true },
    };

    constructor() {
        super();
        this._filter = '';
        this._states = [];
        this._open = null;
        this._detail = null;
        this._tab = 'up';
    }

    changed() {
        if (this._open) {
            this._loadDetail();
        }
    }

    render() {
        if (!this._sets) {
            return html`${this.renderLost()}<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        return html`
            ${this.renderLost()}
            ${this._renderFilter()}
            ${this._sets.length === 0 ? message('info', 'The application has no migration set. Put a script under'
                + ' src/main/resources/db/migrations, or write one on the page Create.') : ''}
            ${this._sets.map(set => this._renderSet(set))}`;
    }

    _all() {
        return this._sets.flatMap(set => set.schemas.flatMap(schema => schema.migrations));
    }

    _renderFilter() {
        const counts = new Map();
        this._all().forEach(m => counts.set(m.state, (counts.get(m.state) ?? 0) + 1));
        this._states.filter(state => !counts.has(state)).forEach(state => counts.set(state, 0));
        return html`<div class="filter">
            <vaadin-text-field id="filter" placeholder="Filter by id, description or file" clear-button-visible
                aria-label="Filter by text" .value=${this._filter}
                @value-changed=${e => { this._filter = e.detail.value; this.requestUpdate(); }}>
                <vaadin-icon slot="prefix" icon="font-awesome-solid:magnifying-glass"></vaadin-icon>
            </vaadin-text-field>
            ${[...counts].map(([state, count]) => html`
                <button class="chip" data-state=${state} aria-pressed=${this._states.includes(state)}
                    @click=${() => this._toggle(state)}>${state} ${count}</button>`)}
        </div>`;
    }

    _toggle(state) {
        this._states = this._states.includes(state) ? this._states.filter(s => s !== state) : [...this._states, state];
    }

    _shown(m) {
        const text = this._filter.trim().toLowerCase();
        return (this._states.length === 0 || this._states.includes(m.state))
            && (!text || [m.id, m.description, m.location].some(t => (t ?? '').toLowerCase().includes(text)));
    }

    _renderSet(set) {
        return html`<section class="card" data-set=${set.name}>
            <div class="cardHead">
                <h3>${setTitle(set)}</h3>
                <span class="secondary">${set.databaseKind}${set.dataSource && set.dataSource !== '<default>'
                    ? `, datasource ${set.dataSource}` : ''}</span>
                <span style="flex: 1"></span>
                ${this._summary(set)}
            </div>
            ${set.problem ? html`<div class="cardBody">${message('warning', set.problem)}</div>` : ''}
            ${set.startFailure ? html`<div class="cardBody">${message('error', set.startFailure, excerpt(set.excerpt))}</div>` : ''}
            ${set.schemas.map(schema => this._renderSchema(set, schema))}
        </section>`;
    }

    _summary(set) {
        const counts = new Map();
        set.schemas.forEach(s => s.migrations.forEach(m => counts.set(m.state, (counts.get(m.state) ?? 0) + 1)));
        return [...counts].map(([state, count]) => html`<span class="badge ${stateColour(state)}">${count} ${state}</span>`);
    }

    _renderSchema(set, schema) {
        const shown = schema.migrations.filter(m => this._shown(m));
        const hidden = schema.migrations.length - shown.length;
        return html`
            ${schema.name ? html`<div class="schema">Schema ${schema.name}</div>` : ''}
            ${schema.migrations.length === 0 ? html`<div class="cardBody secondary">There are no migrations.</div>` : ''}
            ${shown.map(m => this._renderRow(set, schema, m))}
            ${hidden ? html`<div class="cardBody secondary">${hidden} not shown because of the filter</div>` : ''}`;
    }

    _key(set, schema, m) {
        return JSON.stringify([set.name, schema.name, m.id]);
    }

    _renderRow(set, schema, m) {
        const key = this._key(set, schema, m);
        const open = this._open?.key === key;
        const more = (m.total ? ` (${m.done} of ${m.total})` : '') + (m.verified ? '' : ', not verified');
        return html`
            <button class="row" data-id=${m.id} aria-expanded=${open} @click=${() => this._toggleRow(key, set, schema, m)}>
                <vaadin-icon icon="font-awesome-solid:chevron-right"></vaadin-icon>
                <span class="stateCell">${stateBadge(m.state, more)}</span>
                <span class="name"><span class="id mono">${m.id}</span>
                    ${m.description ? html` <span class="secondary">${m.description}</span>` : ''}
                    ${m.kind === 'versioned' ? '' : html` <span class="badge contrast">${m.kind}</span>`}</span>
                <span class="when secondary" title=${m.when ?? ''}>${ago(m.when)}</span>
                <span class="took secondary">${lasting(m.millis)}</span>
                <span class="by secondary">${m.by ?? ''}</span>
            </button>
            ${open ? this._renderDetails(set, schema, m) : ''}`;
    }

    _toggleRow(key, set, schema, m) {
        if (this._open?.key === key) {
            this._open = null;
            return;
        }
        this._open = { key, set: set.name, schema: schema.name, id: m.id };
        this._detail = null;
        this._tab = 'up';
        this._loadDetail();
    }

    _loadDetail() {
        const { key, set, schema, id } = this._open;
        this.jsonRpc.getMigration({ set, schema, id }).then(response => {
            if (this._open?.key === key) {
                this._detail = response.result;
                if (!this._detail.up && this._tab === 'up') {
                    this._tab = this._detail.storedDown ? 'stored' : 'history';
                }
            }
        });
    }

    _renderDetails(set, schema, m) {
        const detail = this._detail;
        if (!detail) {
            return html`<div class="details"><vaadin-progress-bar indeterminate></vaadin-progress-bar></div>`;
        }
        const tabs = [
            detail.up && ['up', 'Up script'],
            detail.down && ['down', 'Down script'],
            detail.storedDown && ['stored', 'Stored down script'],
            detail.difference.length > 0 && ['difference', 'Difference'],
            ['history', 'History'],
        ].filter(Boolean);
        return html`<div class="details">
            ${m.failure ? message('error', m.failure) : ''}
            ${detail.notes.map(note => message('warning', note))}
            <div class="tabs" role="tablist">${tabs.map(([id, title]) => html`
                <button class="tab" role="tab" data-tab=${id} aria-selected=${this._tab === id}
                    @click=${() => { this._tab = id; }}>${title}</button>`)}</div>
            ${this._renderTab(detail, m)}
            ${this._renderButtons(set, schema, m)}
        </div>`;
    }

    _renderTab(detail, m) {
        switch (this._tab) {
            case 'up': return this._renderScript(detail.up);
            case 'down': return this._renderScript(detail.down);
            case 'stored': return html`<span class="secondary">The history keeps this down script; it is what the migration
                was applied with.</span>${this._renderScript(detail.storedDown)}`;
            case 'difference': return html`<span class="secondary">From the down script that the history keeps (−) to the one in
                the sources (+)</span>
                <div class="code"><pre>${detail.difference.map(line => html`<span class="codeLine ${line.mark === '-' ? 'minus'
                    : line.mark === '+' ? 'plus' : ''}">${line.mark} ${line.text}</span>`)}</pre></div>`;
            default: return this._renderHistory(detail, m);
        }
    }

    _renderScript(script) {
        if (!script) {
            return '';
        }
        return html`
            <div>${place(script.location, script.file, 1)} <span class="secondary">${script.transaction
                ? 'in a transaction' : 'without a transaction'}</span></div>
            ${script.problem ? message('info', script.problem) : ''}
            ${script.text === undefined ? '' : code(script.text)}
            ${script.statements.length > 1 ? html`<ul class="statements">${script.statements.map(statement => html`
                <li><span class="line">line ${statement.line}</span><span class="mono">${statement.sql.split('\n')[0]
                    + (statement.sql.includes('\n') ? ' …' : '')}</span></li>`)}</ul>` : ''}
            ${script.checksum ? html`<span class="secondary">SHA-256 <span class="mono">${script.checksum}</span></span>` : ''}`;
    }

    _renderHistory(detail, m) {
        const a = detail.applied;
        if (!a) {
            return html`<span class="secondary">The history does not know this migration: it was never started.</span>`;
        }
        const facts = [
            ['Place in the order of application', a.order],
            ['Started', a.started],
            ['Finished', a.finished],
            ['Took', lasting(m.millis)],
            ['By', m.by],
            ['Statements done', a.statements],
            ['Attempts', a.attempts],
            ['Rolled back', a.rolledBack],
            ['Up script that was applied, SHA-256', a.upChecksum && html`<span class="mono">${a.upChecksum}</span>`],
            ['Down script that is stored, SHA-256', a.downChecksum && html`<span class="mono">${a.downChecksum}</span>`],
        ];
        return html`<dl class="facts">${facts.filter(([, value]) => value).map(([name, value]) => html`
            <dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
    }

    _renderButtons(set, schema, m) {
        const offered = [];
        if (PENDING.includes(m.state)) {
            offered.push(['migrate', 'Migrate up to this', 'id:' + m.id], ['mark-applied', 'Mark as applied', m.id]);
        }
        if (APPLIED.includes(m.state) && m.kind === 'versioned') {
            offered.push(['rollback', 'Roll back this and newer', 'from:' + m.id]);
        }
        if (m.state === 'modified') {
            offered.push(['repair', 'Accept the change', '']);
        }
        if (UNFINISHED.includes(m.state)) {
            offered.push(['migrate', 'Resume', ''], ['resolve-applied', 'Resolve', m.id]);
        }
        return html`<div class="buttons">${offered.map(([action, title, target]) => html`
            <vaadin-button theme="small" data-action=${action}
                @click=${() => this._go(action, set.name, schema.name, target)}>${title} …</vaadin-button>`)}</div>`;
    }

    /** Every action is previewed before it is done, on its own page. */
    _go(action, set, schema, target) {
        sessionStorage.setItem('schema-migrations-action', JSON.stringify({ action, set, schema, target }));
        const pathname = window.location.pathname.replace(/[^/]*$/, 'actions');
        window.dispatchEvent(new CustomEvent('vaadin-router-go', { detail: { pathname } }));
    }
}

customElements.define('qwc-schema-migrations', QwcSchemaMigrations);
