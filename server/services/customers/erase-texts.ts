import type { Eraser } from './erasers.ts';
import { listed } from './listed-streams.ts';

const own = `workspace_id = {workspaceId:UInt32} AND stream IN ${listed('stream')}`;

/** A correction that takes words back leaves a row without any. */
const holdsWords = "(text != '' OR comment != '' OR url != '' OR extra != '')";

/**
 * What was said in his streams, by whomever: texts, comments, links and fields that we do not know. An agent's words to
 * him speak of him, so the whole of a conversation goes.
 */
export const texts: Eraser = {
  name: 'texts',
  tables: ['private_events'],
  async find({ workspaceId, erasureId }, { warehouse }) {
    const [[count] = [0]] = await warehouse.rows<[number]>(
      'fold',
      `SELECT count() FROM (SELECT DISTINCT stream, source, id FROM private_events WHERE ${own} AND ${holdsWords})`,
      { workspaceId, erasureId },
    );
    return Number(count);
  },
  async remove({ workspaceId, erasureId }, { warehouse }) {
    await warehouse.command('fold', `ALTER TABLE private_events DELETE WHERE ${own} SETTINGS mutations_sync = 2`, {
      workspaceId,
      erasureId,
    });
  },
};
