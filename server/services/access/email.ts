/** The one spelling of an e-mail address: no blanks around it, lower case, no look-alike forms. */
export function normalisedEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase();
}
