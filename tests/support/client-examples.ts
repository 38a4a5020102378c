// Written by `npm run generate` from the examples in contract/routes.
/* oxlint-disable max-lines */
import type { RidaClient } from '../../contract/client.ts';
import type { ClientRoutes } from '../../contract/client-routes.ts';

/** Every route's example as a call of the client, as the reference page shows it. */
export const clientExamples: {
  [Id in keyof ClientRoutes]: (rida: RidaClient) => Promise<ClientRoutes[Id]['answer']>;
} = {
  readHealth: (rida) => rida.readHealth(),
  readReadiness: (rida) => rida.readReadiness(),
  readMetrics: (rida) => rida.readMetrics(),
  readOpenApi: (rida) => rida.readOpenApi(),
  readClient: (rida) => rida.readClient(),
  readDiagnosis: (rida) => rida.readDiagnosis(),
  checkFacts: (rida) => rida.checkFacts(),
  signIn: (rida) => rida.signIn({
    body: {
      email: 'huda@example.com',
      password: 'a quiet long password',
    },
  }),
  redeemSignInLink: (rida) => rida.redeemSignInLink({
    body: {
      token: 'gq3kXm9vT0c5bYwZr1LhN7uJdE2sAf8pQo4iVxKtR6M',
      email: 'noor@example.com',
      password: 'a quiet long password',
    },
  }),
  createSignInLink: (rida) => rida.createSignInLink({ body: { email: 'huda@example.com' } }),
  signOut: (rida) => rida.signOut({ body: { everywhere: true } }),
  changePassword: (rida) => rida.changePassword({
    body: {
      currentPassword: 'a quiet long password',
      newPassword: 'another quiet password',
    },
  }),
  readMe: (rida) => rida.readMe(),
  listWorkspaces: (rida) => rida.listWorkspaces(),
  createWorkspace: (rida) => rida.createWorkspace({
    body: { name: 'My shop', zone: 'Asia/Riyadh', locale: 'ar' },
  }),
  deleteDemo: (rida) => rida.deleteDemo({ params: { workspaceId: '1' } }),
  readDeletion: (rida) => rida.readDeletion({ params: { workspaceId: '1' } }),
  listApiKeys: (rida) => rida.listApiKeys(),
  createApiKey: (rida) => rida.createApiKey({
    body: {
      name: 'Shop',
      scopes: ['events:write', 'reports:read'],
      source: 'shop',
    },
  }),
  revokeApiKey: (rida) => rida.revokeApiKey({ params: { keyId: '2' } }),
  listAudit: (rida) => rida.listAudit({
    query: {
      action: ['apiKeyCreated'],
      from: '2026-11-01T00:00:00+03:00',
      limit: 20,
    },
  }),
  listMembers: (rida) => rida.listMembers(),
  inviteMember: (rida) => rida.inviteMember({
    body: {
      email: 'omar@shop.example',
      role: 'employee',
      agentIds: ['omar'],
    },
  }),
  changeMember: (rida) => rida.changeMember({ params: { userId: '3' }, body: { role: 'analyst' } }),
  removeMember: (rida) => rida.removeMember({ params: { userId: '3' } }),
  acceptInvitation: (rida) => rida.acceptInvitation({
    body: { token: 'Ab3dEf12q3kXm9vT0c5bYwZr1LhN7uJdE2sAf8pQo4i' },
  }),
  readRatingPolicy: (rida) => rida.readRatingPolicy(),
  changeRatingPolicy: (rida) => rida.changeRatingPolicy({ body: { conversations: 'full', terminals: 'hidden' } }),
  readOwnRatings: (rida) => rida.readOwnRatings(),
  receiveEvents: (rida) => rida.receiveEvents({
    body: [
      {
        id: '1',
        type: 'conversation.started',
        at: '2026-11-22T10:00:00+03:00',
        conversationId: 'c1',
        channel: 'whatsapp',
        customer: { id: '4711' },
      },
      {
        id: '2',
        type: 'message.sent',
        at: '2026-11-22T10:00:00+03:00',
        conversationId: 'c1',
        author: 'customer',
        messageId: 'm1',
        text: 'مرحبا',
      },
      {
        id: '3',
        type: 'message.sent',
        at: '1970-01-01T03:00:00+03:00',
        conversationId: 'c1',
        author: 'agent',
        agentId: 'huda',
        messageId: 'm2',
      },
    ],
  }),
  inspectFile: (rida) => rida.inspectFile({
    body: {
      source: 'reports',
      name: 'ratings.csv',
      file: 'Agent,Date and time,Rating,Comments,Conversation ID\nhuda,2026-11-20 10:00,satisfied,Quick and kind,c7\n',
    },
  }),
  openImport: (rida) => rida.openImport({ body: { name: 'helpdesk 2025', source: 'helpdesk' } }),
  startImport: (rida) => rida.startImport({
    body: {
      source: 'reports',
      name: 'ratings.csv',
      file: 'Agent,Date and time,Rating,Comments,Conversation ID\nhuda,2026-11-20 10:00,satisfied,Quick and kind,c7\n',
    },
  }),
  listImports: (rida) => rida.listImports({ query: { limit: 20 } }),
  readImport: (rida) => rida.readImport({ params: { importId: '1' } }),
  endImport: (rida) => rida.endImport({ params: { importId: '1' } }),
  readRefusedRows: (rida) => rida.readRefusedRows({ params: { importId: '1' } }),
  undoImport: (rida) => rida.undoImport({ params: { importId: '1' } }),
  summariseIngest: (rida) => rida.summariseIngest({
    query: { from: '2026-11-22T00:00:00+03:00', source: 'shop' },
  }),
  readFoldLag: (rida) => rida.readFoldLag(),
  listDeadLetters: (rida) => rida.listDeadLetters({
    query: { source: 'shop', code: 'timeOutOfRange', limit: 20 },
  }),
  replayDeadLetters: (rida) => rida.replayDeadLetters({
    body: { filter: { source: 'shop', code: 'timeOutOfRange' } },
  }),
  listSources: (rida) => rida.listSources({ query: { source: 'shop' } }),
  changeSource: (rida) => rida.changeSource({
    params: { source: 'shop' },
    body: {
      name: 'متجر الويب',
      silentAfterMinutes: 30,
      expectedHours: [{ weekday: 7, fromHour: 9, toHour: 17 }],
    },
  }),
  listAlarms: (rida) => rida.listAlarms({ query: { open: 'true' } }),
  acknowledgeAlarm: (rida) => rida.acknowledgeAlarm({ params: { alarmId: '1' } }),
  readCustomer: (rida) => rida.readCustomer({ params: { customerId: 'c-4711' } }),
  eraseCustomer: (rida) => rida.eraseCustomer({ params: { customerId: 'c-4711' } }),
  listErasures: (rida) => rida.listErasures({ query: { limit: 50 } }),
  readErasure: (rida) => rida.readErasure({ params: { erasureId: '1' } }),
  readmitCustomer: (rida) => rida.readmitCustomer({ params: { erasureId: '1' } }),
  readRetention: (rida) => rida.readRetention(),
  setRetention: (rida) => rida.setRetention({
    body: {
      transcriptMonths: 12,
      contactMonths: 24,
      commentMonths: 36,
      deadLetterDays: 30,
      auditMonths: 24,
    },
  }),
  previewRetention: (rida) => rida.previewRetention({
    body: {
      periods: {
        transcriptMonths: 6,
        contactMonths: 24,
        commentMonths: 36,
        deadLetterDays: 30,
        auditMonths: 24,
      },
    },
  }),
  listRetentionRuns: (rida) => rida.listRetentionRuns({ query: { limit: 50 } }),
  readAgentPerformance: (rida) => rida.readAgentPerformance({
    query: {
      from: '2026-11-01',
      to: '2026-11-30',
      kpis: ['assigned', 'firstResponse'],
    },
  }),
  readSatisfaction: (rida) => rida.readSatisfaction({
    query: { from: '2026-11-01', to: '2026-11-30', bucket: 'month' },
  }),
  queryReport: (rida) => rida.queryReport({
    body: {
      kpis: ['assigned', 'averageScore'],
      by: ['channel'],
      filters: { agent: ['huda'] },
      from: '2026-11-01',
      to: '2026-11-30',
    },
  }),
  listTargets: (rida) => rida.listTargets({ query: { kpi: 'satisfiedShare' } }),
  createTarget: (rida) => rida.createTarget({
    body: {
      kpi: 'firstResponse',
      subjectKind: 'team',
      subjectId: 'sales',
      unit: 'week',
      value: 120,
    },
  }),
  changeTarget: (rida) => rida.changeTarget({ params: { targetId: '1' }, body: { value: 0.9 } }),
  endTarget: (rida) => rida.endTarget({ params: { targetId: '2' } }),
  listVerdicts: (rida) => rida.listVerdicts({ query: { unit: 'month', kpi: 'satisfiedShare' } }),
  listSatisfactionRows: (rida) => rida.listSatisfactionRows({
    query: { from: '2026-11-22', to: '2026-11-22', satisfied: 'true' },
  }),
  readCustomerService: (rida) => rida.readCustomerService({
    query: {
      from: '2026-11-22',
      to: '2026-11-22',
      channel: ['whatsapp'],
      q: 'مرحبا',
    },
  }),
  listSessions: (rida) => rida.listSessions({ query: { from: '2026-11-22', to: '2026-11-22' } }),
  readConversation: (rida) => rida.readConversation({ params: { conversationId: 'c1' } }),
  listKpis: (rida) => rida.listKpis(),
  listKpiRows: (rida) => rida.listKpiRows({
    params: { kpiId: 'firstResponse' },
    query: {
      from: '2026-11-01',
      to: '2026-11-30',
      agent: ['huda'],
      limit: 20,
    },
  }),
  listPolicies: (rida) => rida.listPolicies(),
  setPolicy: (rida) => rida.setPolicy({
    body: {
      validFrom: '2026-11-01T00:00:00.000Z',
      policy: { timers: { chat: { agentInactivityMs: 1200000 } } },
    },
  }),
  removePolicy: (rida) => rida.removePolicy({ params: { validFrom: '2026-11-01T00:00:00.000Z' } }),
  previewPolicy: (rida) => rida.previewPolicy({
    body: {
      validFrom: '2026-11-01T00:00:00.000Z',
      policy: { timers: { chat: { agentInactivityMs: 1200000 } } },
    },
  }),
  listReplays: (rida) => rida.listReplays(),
  readReplay: (rida) => rida.readReplay({ params: { replayId: '1' } }),
  startReplay: (rida) => rida.startReplay({ body: { since: '2026-11-01T00:00:00.000Z' } }),
  createSchedule: (rida) => rida.createSchedule({
    body: {
      name: 'Riyadh office',
      zone: 'Asia/Riyadh',
      versions: [
        {
          validFrom: null,
          validTo: null,
          week: {
            sunday: [
              { from: '08:00', to: '12:00' },
              { from: '16:00', to: '20:00' },
            ],
            monday: [{ from: '08:00', to: '16:00' }],
          },
        },
      ],
      overrides: [
        {
          name: 'رمضان',
          from: '2026-02-18',
          to: '2026-03-19',
          week: { sunday: [{ from: '10:00', to: '15:00' }] },
        },
      ],
      holidays: [{ name: 'Founding Day', date: '2026-02-22', shifts: [] }],
    },
  }),
  listSchedules: (rida) => rida.listSchedules(),
  changeSchedule: (rida) => rida.changeSchedule({
    params: { scheduleId: '1' },
    body: {
      name: 'Riyadh office',
      zone: 'Asia/Riyadh',
      versions: [
        {
          validFrom: null,
          validTo: null,
          week: {
            sunday: [
              { from: '08:00', to: '12:00' },
              { from: '16:00', to: '20:00' },
            ],
            monday: [{ from: '08:00', to: '16:00' }],
          },
        },
      ],
      overrides: [
        {
          name: 'رمضان',
          from: '2026-02-18',
          to: '2026-03-19',
          week: { sunday: [{ from: '10:00', to: '15:00' }] },
        },
      ],
      holidays: [{ name: 'Founding Day', date: '2026-02-22', shifts: [] }],
    },
  }),
  assignSchedule: (rida) => rida.assignSchedule({
    params: { scheduleId: '1' },
    body: {
      assignments: [
        {
          scope: 'team',
          scopeId: 't1',
          validFrom: '2026-01-01',
          validTo: null,
        },
      ],
    },
  }),
  deleteSchedule: (rida) => rida.deleteSchedule({ params: { scheduleId: '1' } }),
  readScheduleHours: (rida) => rida.readScheduleHours({
    params: { scheduleId: '1' },
    query: { fromDate: '2026-11-22', toDate: '2026-11-22' },
  }),
  listAgents: (rida) => rida.listAgents({ query: { q: 'هدى', present: 'true' } }),
  describeAgent: (rida) => rida.describeAgent({
    params: { agentId: 'huda' },
    body: {
      name: 'هدى',
      teamIds: ['sales'],
      at: '2026-11-22T07:00:00.000Z',
      startedOn: '2025-03-01',
    },
  }),
  depart: (rida) => rida.depart({
    params: { agentId: 'omar' },
    body: { leftAt: '2026-11-22T09:00:00.000Z' },
  }),
  undoDeparture: (rida) => rida.undoDeparture({ params: { agentId: 'omar' } }),
  listTeams: (rida) => rida.listTeams(),
  describeTeam: (rida) => rida.describeTeam({ params: { teamId: 'sales' }, body: { name: 'المبيعات' } }),
  listJoins: (rida) => rida.listJoins(),
  joinIds: (rida) => rida.joinIds({ body: { kind: 'agent', id: 'huda-mail', into: 'huda' } }),
  partIds: (rida) => rida.partIds({ params: { kind: 'agent', id: 'huda-phone' } }),
  proposeJoins: (rida) => rida.proposeJoins(),
  refuseJoin: (rida) => rida.refuseJoin({ body: { kind: 'agent', one: 'noor', other: 'omar' } }),
};
