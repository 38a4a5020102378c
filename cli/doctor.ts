import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRunFile } from '../server/run-file.ts';
import { readSettings, type Settings } from '../server/settings.ts';
import { openApi } from './connection/api.ts';
import { connect } from './connection/connect.ts';
import { type Finding, finding, type Level } from './doctor/finding.ts';
import {
  lookAtDirectory,
  lookAtDisk,
  lookAtLock,
  lookAtNode,
  lookAtPackages,
  lookAtPort,
} from './doctor/look-at-machine.ts';
import { awaitFolding, lookAtFacts, lookAtService } from './doctor/look-at-service.ts';
import { openTerminal, type Terminal } from './terminal/terminal.ts';

/**
 * `rida doctor [--facts]`: looks at everything that a service needs. Exit code 0: it works, perhaps with
 * notes; 1: something does not; 2: wrongly asked.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { facts: { type: 'boolean', default: false }, language: { type: 'string' } },
  });
  const terminal = openTerminal(values.language);
  const findings = await examine(readSettings(), values.facts, terminal);
  for (const { level, key, params } of findings) terminal.print(`${marks[level]} ${terminal.text(key, params)}`);
  const bad = count(findings, 'bad');
  terminal.print(
    bad === 0
      ? terminal.text('cli.doctor.allWell', { notes: count(findings, 'note') })
      : terminal.text('cli.doctor.notWell', { bad }),
  );
  return bad === 0 ? 0 : 1;
}

function count(findings: readonly Finding[], wanted: Level): number {
  return findings.filter(({ level }) => level === wanted).length;
}

const marks = { good: '✓', note: '!', bad: '✗' } as const;

async function examine(settings: Settings, facts: boolean, terminal: Terminal): Promise<Finding[]> {
  const { RIDA_URL: url, RIDA_API_KEY: token = '' } = process.env;
  if (url) {
    const api = openApi({ url, token }, terminal.locale);
    return [
      lookAtNode(),
      finding('good', 'cli.doctor.remote', { url }),
      ...(await lookAtService(api)),
      ...(facts ? await lookAtFacts(api) : []),
    ];
  }
  const machine = [
    lookAtNode(),
    lookAtPackages(settings),
    lookAtDirectory(settings.dataDir),
    lookAtDisk(settings.dataDir),
  ];
  const running = readRunFile(settings.dataDir);
  if (running) {
    const api = openApi(running, terminal.locale);
    machine.push(finding('good', 'cli.doctor.running', { url: running.url, pid: String(running.pid) }));
    return [...machine, ...(await lookAtService(api)), ...(facts ? await lookAtFacts(api) : [])];
  }
  const free = [lookAtLock(settings.dataDir), await lookAtPort(settings)];
  const all = [...machine, ...free, finding('good', 'cli.doctor.notRunning')];
  return all.some(({ level }) => level === 'bad') ? all : [...all, ...(await tryEngines(settings, facts, terminal))];
}

/** Starts a service for a moment: on the data, or, where there is none yet, on a directory that is removed again. */
async function tryEngines(settings: Settings, facts: boolean, terminal: Terminal): Promise<Finding[]> {
  const isNew = !existsSync(join(settings.dataDir, 'lock'));
  const dataDir = isNew ? mkdtempSync(join(tmpdir(), 'rida-doctor-')) : settings.dataDir;
  try {
    const connection = await connect(terminal, { ...process.env, RIDA_DATA: dataDir });
    try {
      await awaitFolding(connection.api);
      return [...(await lookAtService(connection.api)), ...(facts ? await lookAtFacts(connection.api) : [])];
    } finally {
      await connection.close();
    }
  } catch (error) {
    return [finding('bad', 'cli.doctor.noStart', { reason: error instanceof Error ? error.message : String(error) })];
  } finally {
    if (isNew) rmSync(dataDir, { recursive: true, force: true });
  }
}
