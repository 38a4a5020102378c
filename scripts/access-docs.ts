import { type DataClass, dataClasses, type Extent, roleRights, roles, scopes } from '../core/people/roles.ts';

const dataWords: Readonly<Record<DataClass, string>> = {
  customerNames: 'customers’ names',
  contactDetails: 'phones, e-mails',
  comments: 'comments of ratings',
  transcripts: 'transcripts',
  namedRatings: 'single ratings',
  othersFigures: 'figures of others',
};

const extentWords: Readonly<Record<Extent, string>> = {
  everything: 'all',
  masked: 'masked',
  ownTeams: 'own teams',
  oneself: 'own work',
  byPolicy: 'by policy',
  nothing: '–',
};

/** `docs/access-matrix.md`: what each role may do and see, as `core/people/roles.ts` says it. */
export function describeAccess(): string {
  return [
    '# Roles',
    '',
    'Written from `core/people/roles.ts` by `npm run generate`. What the words mean is in [access.md](access.md).',
    '',
    '## What each may do',
    '',
    ...table('scope', scopes, (scope) => roles.map((role) => (roleRights[role].scopes.includes(scope) ? 'yes' : '–'))),
    '',
    '## What each sees',
    '',
    ...table(
      'of people',
      dataClasses,
      (data) => roles.map((role) => extentWords[roleRights[role].sees[data]]),
      (data) => dataWords[data],
    ),
    '',
  ].join('\n');
}

function table<T extends string>(
  first: string,
  rows: readonly T[],
  cells: (row: T) => string[],
  name: (row: T) => string = (row) => `\`${row}\``,
): string[] {
  const line = (parts: readonly string[]) => `| ${parts.join(' | ')} |`;
  return [
    line([first, ...roles]),
    line([first, ...roles].map(() => '---')),
    ...rows.map((row) => line([name(row), ...cells(row)])),
  ];
}
