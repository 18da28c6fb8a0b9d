import { html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { devuiState } from 'devui-state';
import { SchemaMigrationsPage, common, place, short, message, setTitle } from './schema-migrations-common.js';
import '@vaadin/select';
import '@vaadin/text-field';
import '@vaadin/text-area';
import '@vaadin/icon';
import '@vaadin/button';
import '@vaadin/progress-bar';

/** Writes a new migration. */
export class QwcSchemaMigrationsCreate extends SchemaMigrationsPage {

    static styles = [common, css`
        .form { display: flex; flex-direction: column; gap: 0.75rem; }
        .line { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; }
        .line vaadin-text-field { flex: 1 1 18rem; }
        vaadin-text-area { width: 100%; }
        vaadin-text-area::part(input-field) {
            font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
            font-size: var(--lumo-font-size-s);
        }
        .scripts { display: grid; grid-template-columns: 3fr 2fr; gap: 0.75rem; }
        ul { margin: 0; padding-left: 1.25rem; }
        @media (max-width: 50rem) {
            :host { padding: 0.25rem 0.5rem 2rem 0.5rem; }
            .scripts { grid-template-columns: 1fr; }
            .cardBody { padding: 0.75rem; }
        }
    `];

    static properties = {
        _set: { state: true },
        _name: { state: true },
        _up: { state: true },
        _down: { state: true },
        _proposal: { state: true },
        _generation: { state: true },
        _generated: { state: true },
        _generatedProblem: { state: true },
        _created: { state: true },
        _working: { state: true },
    };

    constructor() {
        super();
        this._set = null;
        this._name = '';
        this._up = '';
        this._down = '';
        this._proposal = null;
        this._generation = null;
        this._generated = false;
        this._generatedProblem = null;
        this._created = null;
        this._working = false;
    }

    changed() {
        if (this._set === null && this._sets.length > 0) {
            this._choose((this._sets.find(set => !set.problem) ?? this._sets[0]).name);
        } else if (this._set !== null) {
            this._ask();
        }
    }

    _choose(set) {
        this._set = set;
        this._generation = null;
        this._ask();
    }

    _ask() {
        this.jsonRpc.getGeneration({ set: this._set }).then(response => { this._generation = response.result; });
        this._propose();
    }

    _propose() {
        if (!this._name.trim()) {
            this._proposal = null;
            return;
        }
        const asked = this._asked = {};
        this.jsonRpc.proposeMigration({ set: this._set, name: this._name, withDown: String(this._down.trim() !== '') })
            .then(response => {
                if (this._asked === asked) {
                    this._proposal = response.result;
                }
            });
    }

    _generate() {
        this._working = true;
        this._generatedProblem = null;
        this.jsonRpc.generateFromEntities({ set: this._set }).then(response => {
            this._working = false;
            this._generatedProblem = response.result.problem;
            if (response.result.sql) {
                this._up = response.result.sql;
                this._generated = true;
                this._name = this._name || (this._generation.first ? 'create schema' : 'follow the entities');
                this._propose();
            }
        }).catch(failure => {
            this._working = false;
            this._generatedProblem = failure?.error?.message ?? String(failure);
        });
    }

    _create() {
        this._working = true;
        this._created = null;
        const what = { set: this._set, name: this._name, up: this._up, down: this._down };
        const call = this._generated ? this.jsonRpc.createFromEntities(what) : this.jsonRpc.createMigration(what);
        call.then(response => {
            this._working = false;
            this._created = response.result;
            if (!response.result.problem) {
                this._name = '';
                this._up = '';
                this._down = '';
                this._generated = false;
                this._proposal = null;
                this._openInIde(response.result.files[0]);
                this.hotReload();
            }
        }).catch(failure => {
            this._working = false;
            this._created = { problem: failure?.error?.message ?? String(failure) };
        });
    }

    _openInIde(file) {
        if (devuiState.ideInfo?.ideName) {
            new JsonRpc('devui-ide-interaction').open({ fileName: 'file://' + file, lang: 'sql', lineNumber: '1' });
        }
    }

    render() {
        if (!this._sets) {
            return html`${this.renderLost()}<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        if (this._sets.length === 0) {
            return message('info', 'The application has no migration set: it needs a datasource.');
        }
        return html`
            ${this.renderLost()}
            ${this._created ? this._renderCreated(this._created) : ''}
            <section class="card">
                <div class="cardHead"><h3>New migration</h3></div>
                <div class="cardBody form">
                    <div class="line">
                        ${this._sets.length > 1 ? html`<vaadin-select id="set" label="Migration set" .value=${this._set}
                            .items=${this._sets.map(one => ({ label: setTitle(one), value: one.name }))}
                            @value-changed=${e => e.detail.value && e.detail.value !== this._set && this._choose(e.detail.value)}>
                        </vaadin-select>` : ''}
                        <vaadin-text-field id="name" label="What it does" placeholder="add an email to users" .value=${this._name}
                            @value-changed=${e => { if (e.detail.value !== this._name) { this._name = e.detail.value; this._propose(); } }}>
                        </vaadin-text-field>
                        ${this._generation?.entities ? html`<vaadin-button id="generate" ?disabled=${this._working}
                            @click=${() => this._generate()}>
                            <vaadin-icon icon="font-awesome-solid:wand-magic-sparkles" slot="prefix"></vaadin-icon>
                            ${this._generation.first ? 'First one from the entities' : 'From the difference to the entities'}
                        </vaadin-button>` : ''}
                    </div>
                    ${this._generatedProblem ? message('info', this._generatedProblem) : ''}
                    ${this._generated ? message('info', 'Hibernate ORM generated the up script. Review it: what is gone from the'
                        + ' entities is not dropped, and a renamed column is a new column. When the migration is created,'
                        + ' Hibernate ORM\'s own schema generation is set to validate.') : ''}
                    <div class="scripts">
                        <vaadin-text-area id="up" label="Up script" placeholder="ALTER TABLE users ADD COLUMN email VARCHAR(320);"
                            min-rows="8" .value=${this._up} @value-changed=${e => { this._up = e.detail.value; }}></vaadin-text-area>
                        <vaadin-text-area id="down" label="Down script: reverts it" placeholder="ALTER TABLE users DROP COLUMN email;"
                            min-rows="8" .value=${this._down}
                            @value-changed=${e => { if (e.detail.value !== this._down) {
                                const before = this._down.trim() !== '';
                                this._down = e.detail.value;
                                if (before !== (this._down.trim() !== '')) { this._propose(); } } }}></vaadin-text-area>
                    </div>
                    ${this._proposal?.problem ? message('warning', this._proposal.problem) : ''}
                    ${this._proposal?.id ? html`<div id="proposal"><span class="secondary">Its id is</span>
                        <b class="mono">${this._proposal.id}</b><span class="secondary">; its files are</span>
                        <ul>${this._proposal.files.map(file => html`<li class="mono" title=${file}>${short(file)}</li>`)}</ul></div>` : ''}
                    <div class="line">
                        <vaadin-button id="create" theme="primary" @click=${() => this._create()}
                            ?disabled=${this._working || !this._proposal?.id || !this._up.trim()}>
                            <vaadin-icon icon="font-awesome-solid:file-circle-plus" slot="prefix"></vaadin-icon>Create
                        </vaadin-button>
                    </div>
                </div>
            </section>`;
    }

    _renderCreated(created) {
        if (created.problem) {
            return message('error', created.problem);
        }
        return html`<div id="created">${message('success', `Migration ${created.id} was created.`, html`
            <ul>${created.files.map(file => html`<li>${place(short(file), file)}</li>`)}</ul>
            ${created.notes.map(note => html`<div>${note}</div>`)}`)}</div>`;
    }
}

customElements.define('qwc-schema-migrations-create', QwcSchemaMigrationsCreate);
