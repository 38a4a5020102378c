/** @param {string} _zone */
export async function startReports(_zone) {}
