import * as routes from '../../../contract/routes/diagnosis.ts';
import { checkFacts } from '../../services/diagnosis/check-facts.ts';
import { readDiagnosis } from '../../services/diagnosis/read-diagnosis.ts';
import { callerHandler } from '../handler.ts';

/** What `rida doctor` asks. */
export const diagnosisDoors = [
  callerHandler(routes.readDiagnosis, async (_input, _caller, services) => {
    const { now, ...rest } = await readDiagnosis(services);
    return { ...rest, now: new Date(now).toISOString() };
  }),
  callerHandler(routes.checkFacts, async (_input, _caller, { warehouse }) => ({ facts: await checkFacts(warehouse) })),
];
