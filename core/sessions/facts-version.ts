/**
 * Moves whenever the same events give other facts than before (a new column, a corrected rule): a service that
 * starts with facts of an older version folds them again.
 */
export const factsVersion = 1;
