import { openApi } from '../contract/openapi.ts';
import { routes } from '../contract/routes.ts';
import { describeSettings } from '../server/settings.ts';
import { generateClientExamples, generateClientRoutes } from './client-routes.ts';
import { describeAccess } from './access-docs.ts';
import { generateKpiDocs } from './kpi-docs.ts';

/** Files by their path in the repository. */
export type GeneratedFiles = ReadonlyMap<string, string>;

/**
 * Every file that is written from code and never by hand. A generator gives all files of its own;
 * `folder` says which folder holds nothing else, so that a file it no longer gives is removed.
 */
export interface Generator {
  folder?: string;
  generate(): GeneratedFiles | Promise<GeneratedFiles>;
}

export const generators: readonly Generator[] = [
  { generate: () => new Map([['docs/settings.md', describeSettings()]]) },
  { generate: () => new Map([['contract/openapi.json', `${JSON.stringify(openApi(routes), null, 2)}\n`]]) },
  { generate: () => new Map([['contract/client-routes.ts', generateClientRoutes()]]) },
  { generate: () => new Map([['tests/support/client-examples.ts', generateClientExamples()]]) },
  { generate: () => new Map([['docs/access-matrix.md', describeAccess()]]) },
  { folder: 'docs/kpis', generate: generateKpiDocs },
];
