import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/grid';
import '@vaadin/progress-bar';
import '@qomponent/qui-badge';
import '@qomponent/qui-alert';
import { columnBodyRenderer } from '@vaadin/grid/lit.js';

/** The migrations of all sets, with their states. */
export class QwcSchemaMigrations extends QwcHotReloadElement {

    jsonRpc = new JsonRpc(this);

    static styles = css`
        :host {
            display: flex;
            flex-direction: column;
            gap: 1rem;
            padding: 0 1rem 1rem 1rem;
            height: 100%;
            overflow: auto;
        }
        h4 {
            margin: 0;
        }
    `;

    static properties = {
        _sets: { state: true },
    };

    constructor() {
        super();
        this._sets = null;
    }

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    hotReload() {
        this.jsonRpc.getStatus().then(response => {
            this._sets = response.result;
        });
    }

    render() {
        if (!this._sets) {
            return html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        return this._sets.map(set => html`
            <h4>${set.name}</h4>
            ${set.problem ? html`<qui-alert level="warning" size="small" showIcon>${set.problem}</qui-alert>` : ''}
            ${set.schemas.map(schema => html`
                ${schema.name ? html`<h5>${schema.name}</h5>` : ''}
                <vaadin-grid .items="${schema.migrations}" all-rows-visible theme="no-border">
                    <vaadin-grid-column auto-width flex-grow="0" header="State"
                        ${columnBodyRenderer(m => html`<qui-badge><span>${m.state}</span></qui-badge>`, [])}></vaadin-grid-column>
                    <vaadin-grid-column path="id" header="Migration" resizable></vaadin-grid-column>
                    <vaadin-grid-column path="description" resizable></vaadin-grid-column>
                    <vaadin-grid-column path="kind" auto-width flex-grow="0"></vaadin-grid-column>
                    <vaadin-grid-column path="when" resizable></vaadin-grid-column>
                    <vaadin-grid-column path="by" resizable></vaadin-grid-column>
                </vaadin-grid>`)}`);
    }
}

customElements.define('qwc-schema-migrations', QwcSchemaMigrations);
