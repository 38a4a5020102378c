import { curlExample, typescriptExample } from '../../../contract/example-texts.ts';
import { schemaOf } from '../../../contract/openapi.ts';
import { rateLimitOf } from '../../../contract/rate-limits.ts';
import { type Route, takesIdempotencyKey } from '../../../contract/route.ts';
import { errorsOf } from '../../../contract/route-errors.ts';
import { type JsonSchema, typeText } from '../../../contract/type-text.ts';
import { errorCodes } from '../../../core/errors.ts';
import type { Locale } from '../../../core/language/locales.ts';
import { message } from '../../../locales/messages.ts';
import { type Html, html } from './html.ts';

/** Everything about one route; what is written in the contract is English and stands from left to right. */
export function routeSection(route: Route, locale: Locale): Html {
  const address = addressOf(route);
  return html`<article class="sheet route" id="${route.id}" data-find="${findText(route)}">
    <h3 dir="ltr">
      <a class="anchor" href="#${route.id}"
        ><span class="method" data-method="${route.method}">${route.method}</span>
        <span class="path">${broken(address)}</span></a
      >
    </h3>
    <p class="summary" dir="ltr" lang="en">${marked(route.summary)}</p>
    <ul class="facts">
      ${facts(route, locale).map((fact) => html`<li>${fact}</li>`)}
    </ul>
    ${parametersTable(route, locale)}${bodyPart(route, locale)}${answerPart(route, locale)}${examplePart(route, locale)}${errorsPart(route, locale)}
  </article>`;
}

export function addressOf({ path, root }: Route): string {
  return root ? path : `/api/v1${path}`;
}

/** A path may break after each slash. */
export function broken(path: string): Html[] {
  return path.split(/(?<=\/)/).map((part) => html`${part}<wbr />`);
}

/** Text between backticks is code. */
function marked(text: string): Html[] {
  return text.split('`').map((part, n) => (n % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}

function findText({ id, method, path, summary }: Route): string {
  return `${id} ${method} ${path} ${summary}`.toLowerCase();
}

function facts(route: Route, locale: Locale): Html[] {
  const limit = rateLimitOf(route) ?? 'none';
  return [
    whoText(route, locale),
    html`${message(locale, `reference.limit.${limit}`)}`,
    ...(takesIdempotencyKey(route) ? [html`${message(locale, 'reference.keyed')}`] : []),
  ];
}

function whoText({ access, example }: Route, locale: Locale): Html {
  if (access === 'signedIn' && example.by === 'person') return html`${message(locale, 'reference.access.person')}`;
  if (access === 'public' || access === 'signedIn' || access === 'operator') {
    return html`${message(locale, `reference.access.${access}`)}`;
  }
  return html`${message(locale, 'reference.access.scope')} <code dir="ltr">${access}</code>`;
}

function parametersTable(route: Route, locale: Locale): Html | '' {
  const rows = (['path', 'query'] as const).flatMap((place) => parameterRows(route, place, locale));
  if (rows.length === 0) return '';
  const title = message(locale, 'reference.parameters');
  return html`<h4>${title}</h4>
    <div class="scroll" tabindex="0" role="region" aria-label="${title}">
      <table class="parameters">
        <thead>
          <tr>
            ${(['name', 'place', 'type', 'meaning'] as const).map((each) => html`<th scope="col">${message(locale, `reference.${each}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}

function parameterRows(route: Route, place: 'path' | 'query', locale: Locale): Html[] {
  const schema = place === 'path' ? route.params : route.query;
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input', {});
  return Object.entries(properties as Record<string, JsonSchema>).map(([name, field]) => {
    const isRequired = (required as string[]).includes(name);
    const mark = isRequired ? html` <span class="tag">${message(locale, 'reference.required')}</span>` : '';
    return html`<tr>
      <th scope="row"><code dir="ltr">${name}</code>${mark}</th>
      <td>${message(locale, `reference.${place}`)}</td>
      <td class="type" dir="ltr"><code>${lineType(field)}</code></td>
      <td class="wide" dir="ltr" lang="en">${marked(meaningOf(field))}</td>
    </tr>`;
  });
}

/** A type on one line, for a narrow column that breaks it where it must. */
function lineType(field: JsonSchema): string {
  return typeText(field)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(^|<) ?\| /g, '$1')
    .replaceAll(' >', '>');
}

function meaningOf(field: JsonSchema): string {
  const { description, default: standard, minimum, maximum } = field;
  const range =
    field['type'] === 'integer' && minimum !== undefined && maximum !== undefined
      ? `${String(minimum)} to ${String(maximum)}.`
      : '';
  const usual = standard === undefined ? '' : `Default: \`${JSON.stringify(standard)}\`.`;
  return [typeof description === 'string' ? description : '', range, usual].filter(Boolean).join(' ');
}

function bodyPart({ body }: Route, locale: Locale): Html | '' {
  if (body === undefined) return '';
  const title = html`<h4>${message(locale, 'reference.body')}</h4>`;
  if (body === 'file')
    return html`${title}
      <p>${marked(message(locale, 'reference.fileBody'))}</p>`;
  if (body !== 'events') return html`${title}${code(typeText(schemaOf(body, 'input', {})))}`;
  return html`${title}
    <p>
      ${message(locale, 'reference.eventsBody')} <a href="#type-SupportEvent" dir="ltr"><code>SupportEvent</code></a>
    </p>`;
}

function answerPart(route: Route, locale: Locale): Html {
  const { answer, status = 200 } = route;
  const title = html`<h4>${message(locale, 'reference.answer')} <span class="tag" dir="ltr">${status}</span></h4>`;
  if (status === 204)
    return html`${title}
      <p>${message(locale, 'reference.noAnswer')}</p>`;
  return html`${title}${code(typeText(schemaOf(answer, 'output', {})))}`;
}

function examplePart(route: Route, locale: Locale): Html {
  const { answer } = route.example;
  const shown = typeof answer === 'string' ? answer : JSON.stringify(answer, null, 2);
  return html`<h4>${message(locale, 'reference.example')}</h4>
    <div class="examples">
      <figure>
        <figcaption>${message(locale, 'reference.curl')}</figcaption>
        ${code(curlExample(route))}
      </figure>
      <figure>
        <figcaption>${message(locale, 'reference.typescript')}</figcaption>
        ${code(typescriptExample(route))}
      </figure>
    </div>
    ${
      answer === null
        ? ''
        : html`<details>
            <summary>${message(locale, 'reference.exampleAnswer')}</summary>
            ${code(shown)}
          </details>`
    }`;
}

/** Code reads from left to right on every page. */
export function code(text: string): Html {
  return html`<pre dir="ltr" tabindex="0"><code>${text.replace(/^\n/, '')}</code></pre>`;
}

function errorsPart(route: Route, locale: Locale): Html {
  const errors = errorsOf(route).map(
    (each) =>
      html`<li>
        <a href="#error-${each}"><code dir="ltr">${errorCodes[each]} ${each}</code></a>
        ${message(locale, `errors.${each}.title`)}
      </li>`,
  );
  return html`<details>
    <summary>${message(locale, 'reference.mayFail')}</summary>
    <ul class="errors">
      ${errors}
    </ul>
  </details>`;
}
