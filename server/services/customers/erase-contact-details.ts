import type { Eraser } from './erasers.ts';

const own = 'workspace_id = {workspaceId:UInt32} AND customer_key = {customerKey:String}';

/** His id, names, phones and addresses, as often as they were told. */
export const contactDetails: Eraser = {
  name: 'contactDetails',
  tables: ['private_customers'],
  async find({ workspaceId, customerKey }, { warehouse }) {
    const [[count] = [0]] = await warehouse.rows<[number]>(
      'fold',
      `SELECT count() FROM (SELECT DISTINCT source, id FROM private_customers WHERE ${own})`,
      { workspaceId, customerKey },
    );
    return Number(count);
  },
  async remove({ workspaceId, customerKey }, { warehouse }) {
    await warehouse.command('fold', `ALTER TABLE private_customers DELETE WHERE ${own} SETTINGS mutations_sync = 2`, {
      workspaceId,
      customerKey,
    });
  },
};
