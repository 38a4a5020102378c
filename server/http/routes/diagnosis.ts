import * as routes from '../../../contract/routes/diagnosis.ts';
import { checkFacts } from '../../services/diagnosis/check-facts.ts';
import { readDiagnosis } from '../../services/diagnosis/read-diagnosis.ts';
import { callerHandler } from '../handler.ts';
import { iso } from '../instants.ts';

/** What `rida doctor` asks. */
export const diagnosisDoors = [
  callerHandler(routes.readDiagnosis, async (_input, _caller, services) => {
    const { now, alarms, ...rest } = await readDiagnosis(services);
    return { ...rest, now: iso(now), alarms: alarms.map((alarm) => ({ ...alarm, since: iso(alarm.since) })) };
  }),
  callerHandler(routes.checkFacts, async (_input, _caller, { warehouse }) => ({ facts: await checkFacts(warehouse) })),
];
