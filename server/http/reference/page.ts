import { openApi } from '../../../contract/openapi.ts';
import { remedies } from '../../../contract/remedies.ts';
import { routes } from '../../../contract/routes.ts';
import { type JsonSchema, typeName, typeText } from '../../../contract/type-text.ts';
import { type ErrorCode, errorCodes, type ErrorParams } from '../../../core/errors.ts';
import type { Locale } from '../../../core/language/locales.ts';
import { message } from '../../../locales/messages.ts';
import { type Html, html } from './html.ts';
import { byNoun, type NounRoutes } from './nouns.ts';
import { addressOf, broken, code, routeSection } from './route-section.ts';

/** The parts that the page's template names; all of them made of the contract. */
export function referenceParts(locale: Locale): Readonly<Record<'contents' | 'routes' | 'types' | 'errors', string>> {
  const nouns = byNoun(routes);
  return {
    contents: html`${nouns.map(contentsOf)}`.text,
    routes: html`${nouns.map((noun) => nounSection(noun, locale))}`.text,
    types: html`${namedTypes()}`.text,
    errors: html`${errorRows(locale)}`.text,
  };
}

function contentsOf({ noun, routes }: NounRoutes): Html {
  const links = routes.map(
    (route) =>
      html`<li data-of="${route.id}">
        <a href="#${route.id}"
          ><span class="method" data-method="${route.method}">${route.method}</span>
          <span>${broken(addressOf(route).replace('/api/v1', ''))}</span></a
        >
      </li>`,
  );
  return html`<section>
    <h2 lang="en"><a href="#noun-${noun}">${named(noun)}</a></h2>
    <ul>
      ${links}
    </ul>
  </section>`;
}

function nounSection({ noun, routes }: NounRoutes, locale: Locale): Html {
  return html`<section class="noun" aria-labelledby="noun-${noun}">
    <h2 id="noun-${noun}" dir="ltr" lang="en">${named(noun)}</h2>
    ${routes.map((route) => routeSection(route, locale))}
  </section>`;
}

function named(noun: string): string {
  return noun.charAt(0).toUpperCase() + noun.slice(1).replaceAll('-', ' ');
}

function namedTypes(): Html[] {
  const { components } = openApi(routes) as unknown as { components: { schemas: Record<string, JsonSchema> } };
  return Object.entries(components.schemas).map(([name, schema]) => {
    const own = typeName(name);
    return html`<details id="type-${own}">
      <summary dir="ltr"><code>${own}</code></summary>
      ${code(typeText(schema))}
    </details>`;
  });
}

function errorRows(locale: Locale): Html[] {
  return (Object.keys(errorCodes) as ErrorCode[]).map(
    (each) =>
      html`<tr id="error-${each}">
        <th scope="row"><code dir="ltr">${each}</code></th>
        <td>${errorCodes[each]}</td>
        <td class="wide">
          <strong>${message(locale, `errors.${each}.title`)}</strong>
          <span class="lead">${message(locale, `errors.${each}.detail`, sampleParams[each] ?? {})}</span>
        </td>
        <td class="wide">${message(locale, `reference.remedies.${remedies[each]}`)}</td>
      </tr>`,
  );
}

/** What fills the texts of errors that name something, so that they can be read as they arrive. */
const sampleParams: Readonly<Partial<Record<ErrorCode, ErrorParams>>> = {
  invalidRequest: { field: 'query.from', rule: 'not_an_instant' },
  invalidEvent: { rule: 'text', field: 'conversationId', received: '42' },
  unknownEventType: { type: 'basket.filled' },
  missingField: { field: 'conversationId' },
  timeOutOfRange: { received: '1970-01-01T00:00:00Z' },
  unknownLabel: { scale: 'smiley3', received: '7' },
  invalidSchedule: { rule: 'notADate', field: 'validFrom', received: '2026-02-30' },
  answerTooLarge: { rows: 20_000 },
  fileEncodingUnknown: { encoding: 'utf-7' },
  fileTooLarge: { limit: 2_147_483_648 },
  fileExpandsTooMuch: { limit: 200 },
  tooManyColumns: { limit: 1_000 },
  tooManyRows: { limit: 5_000_000 },
  cellTooLong: { limit: 200_000 },
  sheetMissing: { sheet: 'November', sheets: 'October, December' },
  columnsMissing: { columns: 'Started' },
  mappingNotValid: { problems: 'events.0.at' },
  limitReached: { max: 200 },
  agentHasLeft: { agentId: 'omar' },
  passwordTooShort: { minimum: 12 },
  tooManyRequests: { seconds: 3 },
};
