import type { Route } from '../../../contract/route.ts';

/** Routes about one noun, in the order of the contract. */
export interface NounRoutes {
  noun: string;
  routes: Route[];
}

/** First parts of paths that belong to a noun of another name. */
const nounOfPart: Readonly<Record<string, string>> = {
  'sign-in': 'access',
  'sign-in-links': 'access',
  'sign-out': 'access',
  me: 'access',
  'api-keys': 'access',
  'openapi.json': 'service',
  'client.ts': 'service',
};

/** All routes by noun; what runs the service comes last, as few builders need it. */
export function byNoun(routes: readonly Route[]): NounRoutes[] {
  const nouns = new Map<string, Route[]>();
  for (const route of routes) {
    const noun = nounOf(route);
    nouns.set(noun, [...(nouns.get(noun) ?? []), route]);
  }
  const all = [...nouns].map(([noun, own]) => ({ noun, routes: own }));
  return all.toSorted((a, b) => Number(isService(a)) - Number(isService(b)));
}

function nounOf({ path, root }: Route): string {
  const [, first = ''] = path.split('/');
  return root ? 'service' : (nounOfPart[first] ?? first);
}

function isService({ noun }: NounRoutes): boolean {
  return noun === 'service' || noun === 'diagnosis';
}
